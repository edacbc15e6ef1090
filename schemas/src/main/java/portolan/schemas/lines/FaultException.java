// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

/** What is wrong with a line, on its way from the value it was found at to the line. Never leaves this package. */
public final class FaultException extends Exception {
    private static final long serialVersionUID = 1;

    private final LineFault.Code code;
    private final String path;

    public FaultException(LineFault.Code code, String path, String message) {
        // Bad lines may come by the million: no stack trace.
        super(message, null, false, false);
        this.code = code;
        this.path = path;
    }

    public LineFault.Code code() {
        return code;
    }

    /** The field that it is about; empty when it is about the whole record. */
    public String path() {
        return path;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
