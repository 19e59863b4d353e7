package io.vedette.notify.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Reads the server's reply code out of what the library throws (RFC 5321, 4.2). */
final class Refusals {

    private static final Pattern REPLY = Pattern.compile("^\\s*([45])\\d\\d[ -]");
    private static final int DEPTH = 10;

    private Refusals() {}

    /** Whether the server will never take it: a 5xx that is neither the greeting nor about our login. */
    static boolean isForEver(MessagingException failure) {
        Exception each = failure;
        for (int i = 0; i < DEPTH && each != null; i++) {
            if (each instanceof AuthenticationFailedException) {
                return false;
            }
            int code = code(each);
            if (code > 0) {
                return code / 100 == 5 && !isAboutLogin(code);
            }
            each = each instanceof MessagingException outer ? outer.getNextException() : null;
        }
        return false;
    }

    /** 530, 534, 535, 538 (RFC 4954): the owner can mend it. */
    private static boolean isAboutLogin(int code) {
        return code == 530 || code == 534 || code == 535 || code == 538;
    }

    private static int code(Exception failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        if (failure instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
            return send.getReturnCode();
        }
        Matcher reply = REPLY.matcher(String.valueOf(failure.getMessage()));
        return reply.find() ? Integer.parseInt(failure.getMessage().strip().substring(0, 3)) : 0;
    }
}
