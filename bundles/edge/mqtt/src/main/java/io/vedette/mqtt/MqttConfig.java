package io.vedette.mqtt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.mqtt.cfg}, as tools show them; {@link Settings} validates them. */
@ObjectClassDefinition(name = "Vedette MQTT")
@interface MqttConfig {

    @AttributeDefinition(description = "tcp://host:1883 or ssl://host:8883; empty: the embedded broker on loopback")
    String uri() default "";

    @AttributeDefinition(description = "First levels of every topic; no +, # or $ and no slash at its ends")
    String prefix() default "vedette";

    @AttributeDefinition(description = "User at the broker; empty: none")
    String user() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Password at the broker, best as $[secret:mqtt]")
    String password() default "";

    @AttributeDefinition(
            description = "Client id at the broker, 1 to 64 of A-Z a-z 0-9 . _ -; empty: one drawn per home")
    String client_id() default "";
}
