package io.vedette.mqtt.broker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.mqtt.broker.cfg}, as tools show them; {@link BrokerSettings} validates them. */
@ObjectClassDefinition(name = "Vedette embedded MQTT broker")
@interface BrokerConfig {

    @AttributeDefinition(
            description = "Whether there is an embedded broker; it runs only where io.vedette.mqtt has no uri")
    boolean enabled() default true;

    @AttributeDefinition(description = "Port on 127.0.0.1, 1 to 65535; where it is taken, the next free one")
    int port() default 1883;
}
