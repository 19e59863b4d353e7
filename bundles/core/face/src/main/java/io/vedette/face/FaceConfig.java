package io.vedette.face;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What of the gallery can be configured; texts, so that a bad one is told by us and not by the container. */
@ObjectClassDefinition(
        name = "Vedette faces",
        description = "When a face is somebody's, and what is kept of strangers.")
public @interface FaceConfig {

    @AttributeDefinition(description = "How alike a face must be to one that is enrolled, 0.1 to 0.9.")
    String threshold() default "0.38";

    @AttributeDefinition(description = "Whether faces that nobody has named are kept: true or false.")
    String strangers() default "true";

    @AttributeDefinition(description = "Days after their last visit that strangers are kept, 1 to 365.")
    String strangers_retention() default "14";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "At least 16 characters: names, pictures and faces are stored encrypted. Empty: they are not.")
    String encryption_key() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "The key before encryption.key was changed or taken away: what is stored is written anew once.")
    String encryption_former$_$key() default "";
}
