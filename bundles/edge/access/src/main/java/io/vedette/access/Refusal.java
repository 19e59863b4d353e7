package io.vedette.access;

/**
 * Why a request is not served. Immutable.
 *
 * @param status HTTP status
 * @param title the status in words
 * @param detail what was missing, for the person who reads it; holds nothing that the request sent
 */
record Refusal(int status, String title, String detail) {

    static Refusal forbidden(String detail) {
        return new Refusal(403, "Forbidden", detail);
    }

    /** RFC 9457. */
    String json() {
        return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
                + "\"}";
    }
}
