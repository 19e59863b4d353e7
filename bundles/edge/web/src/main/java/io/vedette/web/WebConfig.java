package io.vedette.web;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.web.cfg}, as tools show them; {@link HttpSettings} validates them. */
@ObjectClassDefinition(name = "Vedette page and API")
@interface WebConfig {

    @AttributeDefinition(description = "Address to listen on, loopback only until there is a login")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "TCP port; ./vedette run --port N goes before it", min = "1", max = "65535")
    int port() default 8181;
}
