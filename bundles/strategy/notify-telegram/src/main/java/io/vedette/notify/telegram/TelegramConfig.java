package io.vedette.notify.telegram;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.vedette.notify.telegram.cfg}, as tools show them; {@link Settings} validates them. */
@ObjectClassDefinition(name = "Vedette Telegram")
@interface TelegramConfig {

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "The bot's token, best as $[secret:telegram]; empty: off, and messages wait")
    String token() default "";

    @AttributeDefinition(description = "Ids of 1 to 20 chats, separated by commas, or @name of a channel")
    String chat() default "";

    @AttributeDefinition(description = "Where the Bot API is")
    String api() default "https://api.telegram.org";
}
