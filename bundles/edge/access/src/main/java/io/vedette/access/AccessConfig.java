package io.vedette.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.access.cfg}, as tools show them. */
@ObjectClassDefinition(name = "Vedette access")
@interface AccessConfig {

    @AttributeDefinition(description = "Names under which browsers may reach this machine besides localhost")
    String[] names() default {};
}
