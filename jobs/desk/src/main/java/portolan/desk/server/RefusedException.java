// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import io.javalin.http.HttpStatus;

/** A request that is not answered as asked: the message says what, and what to do. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;

    private RefusedException(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What was sent cannot be used. */
    public static RefusedException badInput(String message) {
        return new RefusedException(HttpStatus.UNPROCESSABLE_CONTENT, message);
    }

    /** There is no such thing. */
    public static RefusedException missing(String message) {
        return new RefusedException(HttpStatus.NOT_FOUND, message);
    }

    /** Who asks may not. */
    public static RefusedException forbidden(String message) {
        return new RefusedException(HttpStatus.FORBIDDEN, message);
    }

    /** Somebody else was first. */
    public static RefusedException overtaken(String message) {
        return new RefusedException(HttpStatus.CONFLICT, message);
    }

    /** It cannot be answered yet, or it is not known whether it was done: the same may be asked or sent again. */
    public static RefusedException notYet(String message) {
        return new RefusedException(HttpStatus.SERVICE_UNAVAILABLE, message);
    }

    HttpStatus status() {
        return status;
    }
}
