package io.vedette.event;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What of the event room can be configured; texts, so that a bad one is told by us and not by the container. */
@ObjectClassDefinition(name = "Vedette events", description = "How long events are kept, and for whom.")
public @interface EventConfig {

    @AttributeDefinition(
            description = "Names of the durable sinks, separated by commas: events wait for these, even while away.")
    String sinks() default "mqtt";

    @AttributeDefinition(description = "Days that events and their pictures are kept, 1 to 3650.")
    String retention() default "30";
}
