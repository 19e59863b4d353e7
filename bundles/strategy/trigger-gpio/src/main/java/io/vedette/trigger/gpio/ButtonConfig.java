package io.vedette.trigger.gpio;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.trigger.gpio-<button>.cfg}, as tools show them; {@link ButtonSettings} validates them. */
@ObjectClassDefinition(name = "Vedette doorbell button on a GPIO line")
@interface ButtonConfig {

    @AttributeDefinition(description = "The id of the camera that shows who pressed: [a-z0-9-]{1,40}")
    String camera();

    @AttributeDefinition(description = "The GPIO chip: its name, its path under /dev, or its label")
    String chip() default "gpiochip0";

    @AttributeDefinition(description = "The line: its number on the chip from 0, or its name")
    String line();

    @AttributeDefinition(description = "Whether the line is low while the button is pressed")
    boolean active$_$low() default true;

    @AttributeDefinition(description = "What keeps the line at rest: pull-up, pull-down, disabled or as-is")
    String bias() default "pull-up";

    @AttributeDefinition(description = "How long the contact must be closed to count, 0 to 2 s")
    String debounce() default "50 ms";

    @AttributeDefinition(description = "Whether the button is listened to at all")
    boolean enabled() default true;
}
