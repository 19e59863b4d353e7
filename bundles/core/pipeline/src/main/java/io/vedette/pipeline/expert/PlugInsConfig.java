package io.vedette.pipeline.expert;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.plugins.cfg}, as tools show them. */
@ObjectClassDefinition(name = "Vedette plug-ins")
@interface PlugInsConfig {

    @AttributeDefinition(description = "Whether jars in the home's deploy/ are loaded and run; holds at the next start")
    boolean deploy() default true;
}
