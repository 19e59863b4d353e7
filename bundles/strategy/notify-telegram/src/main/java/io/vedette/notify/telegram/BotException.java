package io.vedette.notify.telegram;

import java.time.Duration;
import java.util.Optional;

/** The Bot API said no, or nothing. The message holds no token, and there is no cause, as its text may hold the address. */
final class BotException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final long retryAfterS;

    /**
     * A failure.
     *
     * @param code the API's; 0 where it could not be asked
     * @param retryAfterS seconds that the API asks to wait; 0 where it asks for none
     */
    BotException(String message, int code, long retryAfterS) {
        super(message);
        this.code = code;
        this.retryAfterS = retryAfterS;
    }

    /** The API says that what was asked cannot be done, however often it is asked. */
    boolean isRefusal() {
        return code / 100 == 4 && !isForLater() && !isAboutTheBot();
    }

    /** The token is wrong, or nothing but an address that is no Bot API answers: the owner's to mend. */
    boolean isAboutTheBot() {
        return code == 401 || code == 404;
    }

    private boolean isForLater() {
        return code == 408 || code == 409 || code == 420 || code == 429;
    }

    Optional<Duration> retryAfter() {
        return retryAfterS > 0 ? Optional.of(Duration.ofSeconds(retryAfterS)) : Optional.empty();
    }
}
