package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import java.text.Normalizer;
import java.util.Locale;

/** What a person may be called. Immutable. */
final class Names {
    private static final int LONGEST = 60;

    private Names() {}

    /** The name as it is stored: composed, and without blanks around it. */
    static String checked(String name) throws FaceException {
        if (name == null) {
            throw new FaceException("A name is missing");
        }
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
        int length = composed.codePointCount(0, composed.length());
        if (length < 1 || length > LONGEST) {
            throw new FaceException("A name must have 1 to " + LONGEST + " characters, but has " + length);
        }
        if (composed.codePoints().anyMatch(Names::forbidden)) {
            throw new FaceException("A name must not contain / \\ % ; or control characters");
        }
        return composed;
    }

    private static boolean forbidden(int point) {
        int type = Character.getType(point);
        return "/\\%;".indexOf(point) >= 0
                || type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** What two names have in common that are the same. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static FaceList checked(FaceList list) throws FaceException {
        if (list == null || list == FaceList.UNKNOWN) {
            throw new FaceException("A person must be on the list known or blocked");
        }
        return list;
    }
}
