package io.vedette.notify.webhook;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.notify.webhook.cfg}, as tools show them; {@link Settings} validates them. */
@ObjectClassDefinition(name = "Vedette webhook")
@interface WebhookConfig {

    @AttributeDefinition(description = "http://… or https://…; empty: off, and messages wait")
    String url() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Key of the signature, best as $[secret:webhook]; empty: unsigned")
    String secret() default "";

    @AttributeDefinition(description = "How long an answer may take, 1 s to 60 s")
    String timeout() default "10 s";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Further headers, Name: value, separated by semicolons")
    String headers() default "";

    @AttributeDefinition(description = "Whether the event's picture goes along, as a data URI under image")
    boolean picture() default false;

    @AttributeDefinition(
            name = "give-up",
            description = "A message that fails is given up when its event is so old, 0 (never) to 30 d")
    String give$_$up() default "24 h";
}
