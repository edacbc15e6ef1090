// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Finding;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;

/**
 * Follows the envelopes of an interchange, its groups and its messages. What is not closed, or not opened, refuses the
 * message; a wrong count or another reference at the end than at the start is a finding.
 */
final class Control {
    /** Findings that are kept at most: one wrong program makes the same mistake in every message. */
    private static final int MAX_FINDINGS = 20;

    private static final Map<String, Opener> OPENERS = Map.of(
            "UNB", new Opener(Level.INTERCHANGE, 5),
            "UNG", new Opener(Level.GROUP, 5),
            "UNH", new Opener(Level.MESSAGE, 1),
            "ISA", new Opener(Level.INTERCHANGE, 13),
            "GS", new Opener(Level.GROUP, 6),
            "ST", new Opener(Level.MESSAGE, 2));

    private static final Map<String, Level> CLOSERS = Map.of(
            "UNZ", Level.INTERCHANGE,
            "UNE", Level.GROUP,
            "UNT", Level.MESSAGE,
            "IEA", Level.INTERCHANGE,
            "GE", Level.GROUP,
            "SE", Level.MESSAGE);

    private final int bytes;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Level, Open> open = new EnumMap<>(Level.class);

    /** @param bytes of the message; segments from there on are of an envelope that was not there */
    Control(int bytes) {
        this.bytes = bytes;
    }

    private enum Level {
        INTERCHANGE,
        GROUP,
        MESSAGE
    }

    /** @param reference element that the closing segment repeats as its second */
    private record Opener(Level level, int reference) {}

    /** What is open, and how many of the next smaller things it holds so far. */
    private static final class Open {
        private final Segment by;
        private final String reference;
        private int holds;

        Open(Segment by, String reference, int holds) {
            this.by = by;
            this.reference = reference;
            this.holds = holds;
        }
    }

    /** What a segment is to its message. */
    enum Role {
        /** Of an envelope around messages. */
        ENVELOPE,
        /** The first of a message. */
        OPENS,
        /** The last of a message. */
        CLOSES,
        /** Between those. */
        INSIDE
    }

    Role take(Segment segment) throws MessageRefusedException {
        Opener opener = OPENERS.get(segment.tag());
        if (opener != null) {
            open(segment, opener);
            return opener.level() == Level.MESSAGE ? Role.OPENS : Role.ENVELOPE;
        }
        Level closed = CLOSERS.get(segment.tag());
        if (closed != null) {
            close(segment, closed);
            return closed == Level.MESSAGE ? Role.CLOSES : Role.ENVELOPE;
        }
        Open message = open.get(Level.MESSAGE);
        if (message != null) {
            message.holds++;
            return Role.INSIDE;
        }
        if (segment.is("UNA")) {
            return Role.ENVELOPE;
        }
        throw malformed("outside of any message", segment);
    }

    /** UNB or ISA; null before the first, and where it was not there. */
    @Nullable
    Segment interchange() {
        return by(Level.INTERCHANGE);
    }

    /** UNG or GS; null where there is none. */
    @Nullable
    Segment group() {
        return by(Level.GROUP);
    }

    private @Nullable Segment by(Level level) {
        Open found = open.get(level);
        return found == null || found.by.from() < 0 ? null : found.by;
    }

    List<Finding> findings() {
        return findings;
    }

    private void open(Segment segment, Opener opener) throws MessageRefusedException {
        Level level = opener.level();
        if (open.keySet().stream().anyMatch(other -> other.compareTo(level) >= 0)) {
            throw malformed("in one that is open", segment);
        }
        Open outer = open.values().stream().reduce((before, last) -> last).orElse(null);
        if (outer != null) {
            outer.holds++;
        } else if (level != Level.INTERCHANGE) {
            throw malformed("outside of any interchange", segment);
        }
        open.put(level, new Open(segment, segment.text(opener.reference()), level == Level.MESSAGE ? 1 : 0));
    }

    private void close(Segment segment, Level level) throws MessageRefusedException {
        Open closed = open.get(level);
        if (closed == null || open.keySet().stream().anyMatch(other -> other.compareTo(level) > 0)) {
            Open message = open.get(Level.MESSAGE);
            if (segment.from() >= bytes && message != null) {
                throw new MessageRefusedException(
                        Reason.TRUNCATED, "not closed: segment=" + message.by.tag() + ", byte=" + message.by.from());
            }
            throw malformed("closes what is not open, or not yet", segment);
        }
        open.remove(level);
        closed.holds += level == Level.MESSAGE ? 1 : 0;
        if (segment.from() >= 0 && segment.to() <= bytes) {
            compare(segment, closed);
        }
    }

    private void compare(Segment segment, Open of) {
        String count = segment.text(1);
        if (!count.replaceFirst("^0+(?=.)", "").equals(Integer.toString(of.holds))) {
            find(Finding.STATED_COUNT, "segment=" + segment.tag() + ", stated=" + shown(count) + ", found=" + of.holds);
        }
        String reference = segment.text(2);
        if (!reference.equals(of.reference)) {
            find(
                    Finding.CONTROL_REFERENCE,
                    "segment=" + segment.tag() + ", reference='" + shown(reference) + "', of " + of.by.tag() + "='"
                            + shown(of.reference) + "'");
        }
    }

    private void find(String code, String message) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(code, message));
        }
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40);
    }

    private static MessageRefusedException malformed(String what, Segment segment) {
        return new MessageRefusedException(
                Reason.MALFORMED_ENVELOPE,
                "segment out of place: segment=" + shown(segment.tag()) + ", byte=" + segment.from() + ", " + what);
    }
}
