// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseEventLayout;

/**
 * Layout of a case event on its way to several tasks at once.
 *
 * <pre>
 *   count, then as many bytes: the case event
 * </pre>
 *
 * <p>Who writes the same event again, to the next task, copies the bytes that it wrote last. Who reads the same bytes
 * again, in one process, takes the event that was read of them: it is immutable, and reading gives an equal one each
 * time. Between tasks of one process none is read at all ({@link InProcess}).
 */
final class SentEvents {
    private static final ThreadLocal<Written> WRITTEN = ThreadLocal.withInitial(Written::new);

    /**
     * Events that come from other processes, to several tasks of this one; more of them only keep memory from others.
     */
    private static final int PLACES = 1 << 11;

    /** A master bill of a thousand houses is read by each task for itself. */
    private static final int LONGEST_KEPT = 1 << 13;

    /** Without a lock: an entry is immutable, and one that is lost to another is read again. */
    private static final @Nullable Entry[] READ = new Entry[PLACES];

    private SentEvents() {}

    static void write(LayoutWriter out, CaseEvent event) {
        LayoutWriter bytes = WRITTEN.get().bytes(event);
        out.count(bytes.length()).append(bytes);
    }

    static CaseEvent read(LayoutReader in) {
        int length = in.size();
        if (length > LONGEST_KEPT) {
            return CaseEventLayout.read(in);
        }
        int place = in.hashOfNext(length) & (PLACES - 1);
        Entry known = READ[place];
        if (known != null && known.bytes.length == length && in.skipIfNext(known.bytes)) {
            return known.event;
        }
        byte[] bytes = in.raw(length);
        CaseEvent event = CaseEventLayout.read(new LayoutReader(bytes));
        READ[place] = new Entry(bytes, event);
        return event;
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares it.
    private record Entry(byte[] bytes, CaseEvent event) {}

    /** The event that a thread wrote last. */
    private static final class Written {
        private final LayoutWriter bytes = new LayoutWriter();
        private @Nullable CaseEvent event;

        @SuppressWarnings("ReferenceEquality") // The very same one: comparing two would cost as much as writing one.
        LayoutWriter bytes(CaseEvent next) {
            if (event != next) {
                // Nobody's while it is written: what throws half way must not be taken for the event.
                event = null;
                CaseEventLayout.write(bytes.clear(), next);
                event = next;
            }
            return bytes;
        }
    }
}
