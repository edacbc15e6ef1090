// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import portolan.pipeline.Noted;
import portolan.pipeline.state.StreamTypes;

/** What the ledger set aside as nothing new: counted in the summary, without a file of its own. */
final class NoteFile extends ResultFile<Noted> {
    private static final byte[] NO_LINE = {};

    NoteFile() {
        super("notes");
    }

    @Override
    TypeInformation<Noted> type() {
        return StreamTypes.NOTED;
    }

    @Override
    long orderTime(Noted noted) {
        return noted.position().orderTime();
    }

    @Override
    int compare(Noted one, Noted other) {
        return one.position().compareTo(other.position());
    }

    @Override
    String tally(Noted noted) {
        return Tally.NOTE + noted.note().name();
    }

    @Override
    byte[] line(Noted noted) {
        return NO_LINE;
    }
}
