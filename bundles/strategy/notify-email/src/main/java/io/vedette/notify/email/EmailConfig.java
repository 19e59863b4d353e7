package io.vedette.notify.email;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.notify.email.cfg}, as tools show them; {@link Settings} validates them. */
@ObjectClassDefinition(name = "Vedette e-mail")
@interface EmailConfig {

    @AttributeDefinition(description = "The mail server; empty: off, and messages wait")
    String host() default "";

    @AttributeDefinition(
            description = "The server's port; where absent, 587 for starttls, 465 for tls, 25 for none",
            required = false,
            min = "1",
            max = "65535")
    int port();

    @AttributeDefinition(description = "starttls, tls or none")
    String security() default "starttls";

    @AttributeDefinition(description = "User at the server; empty: no login")
    String user() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Its password, best as $[secret:mail]")
    String password() default "";

    @AttributeDefinition(description = "The sender's address; empty: the user, where that is an address")
    String from() default "";

    @AttributeDefinition(description = "Addresses of 1 to 20 recipients, separated by commas")
    String to() default "";
}
