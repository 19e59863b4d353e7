package io.vedette.event.alert;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What consoles show of an alert rule; {@link RuleReader} reads and checks it. */
@ObjectClassDefinition(name = "Vedette alert rule", description = "Which events notify whom.")
public @interface AlertConfig {

    @AttributeDefinition(description = "Sinks to be told, separated by commas: telegram, webhook, email …")
    // Object has a notify of its own; the $ is not part of the key.
    String notify$() default "";

    @AttributeDefinition(description = "Cameras, separated by commas; * for all")
    String cameras() default "*";

    @AttributeDefinition(
            description = "Labels or categories (doorbell, person, vehicle …), separated by commas; * for all")
    String labels() default "*";

    @AttributeDefinition(
            description = "Faces: lists (known, blocked, unknown) or names, separated by commas; * for any or none")
    String faces() default "*";

    @AttributeDefinition(description = "Zones, separated by commas; * for anywhere")
    String zones() default "*";

    @AttributeDefinition(description = "When, such as mon-fri 08:00-18:00; sat,sun 22:00-06:00; or always")
    String schedule() default "always";

    @AttributeDefinition(
            description = "At most one alert of a rule for the same camera and face or label in this time, 0 s to 1 d")
    String cooldown() default "60 s";

    @AttributeDefinition(description = "info, warning or critical")
    String severity() default "info";

    @AttributeDefinition(description = "What is to be said with it, at most 200 characters")
    String text() default "";
}
