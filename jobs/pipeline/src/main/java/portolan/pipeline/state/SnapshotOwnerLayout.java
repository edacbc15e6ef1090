// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of which task took part in a snapshot. Before values lay in blocks the same state had a filter of the task's
 * keys; a release of then, which would find no values, refuses version 2.
 *
 * <pre>
 *   v2   text | checkpoint | task | tasks | six zeros, where the filter was
 * </pre>
 */
final class SnapshotOwnerLayout {
    private static final String NAME = "(task)";
    private static final int ZEROS = 6;

    private SnapshotOwnerLayout() {}

    static void write(LayoutWriter out, SnapshotOwner owner) {
        out.text(NAME).count(owner.checkpoint()).count(owner.task()).count(owner.tasks());
        for (int i = 0; i < ZEROS; i++) {
            out.count(0);
        }
    }

    static SnapshotOwner read(LayoutReader in) {
        in.text();
        SnapshotOwner owner = new SnapshotOwner(in.count(), Math.toIntExact(in.count()), Math.toIntExact(in.count()));
        for (int i = 0; i < ZEROS; i++) {
            in.count();
        }
        return owner;
    }
}
