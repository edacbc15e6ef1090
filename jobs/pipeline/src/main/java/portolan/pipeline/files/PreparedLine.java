// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.scoring.manifest.Position;

/** A line of a file, as far as it can be known without the lines before it. */
sealed interface PreparedLine {
    /**
     * The line as the job reads it.
     *
     * @param timeBefore order time of the line before: a line that cannot be read has no other
     */
    Frame frame(long timeBefore);

    /** Whether the line withdraws a filing. */
    boolean deletes();

    /** Tells whose consignment the line is about; nothing where it cannot be read. */
    void tell(OutcomeTenants tenants);

    /** A line that is a record. */
    record Known(Frame frame, boolean deletes, String tenant, String key) implements PreparedLine {
        /** Whether the record is none that the ledger could take. */
        boolean isRejected() {
            return frame.read() instanceof Reject;
        }

        @Override
        public Frame frame(long timeBefore) {
            return frame;
        }

        @Override
        public void tell(OutcomeTenants tenants) {
            switch (frame.position().input()) {
                case OUTCOME -> tenants.reported(tenant, key);
                case FILING -> tenants.filed(tenant, key);
                case MOVE, DUE -> {}
            }
        }
    }

    /**
     * A line that is none, or one whose time nobody can mean.
     *
     * @param deletes whether it would withdraw a filing
     * @param name of its file
     * @param reason stable code that says why
     * @param message what is wrong, for a person
     */
    record Unknown(
            String name, long number, LineOrigin origin, boolean deletes, String reason, String message, String stage)
            implements PreparedLine {
        static final String READ_FILE = "read-file";

        @Override
        public Frame frame(long timeBefore) {
            Position position = new Position(timeBefore, origin.input(), name, 0, number);
            RawRecord raw = RawRecord.line(name, number, timeBefore, origin.toBytes());
            return Frame.of(position, new Reject(reason, message, stage, raw));
        }

        @Override
        public void tell(OutcomeTenants tenants) {}
    }
}
