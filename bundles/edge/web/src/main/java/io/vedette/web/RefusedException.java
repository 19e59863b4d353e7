package io.vedette.web;

/** A request that is answered with a problem; the message is its detail, one line for people. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    RefusedException(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    static RefusedException badRequest(String detail) {
        return new RefusedException(400, "Bad Request", detail);
    }

    static RefusedException notFound(String detail) {
        return new RefusedException(404, "Not Found", detail);
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
