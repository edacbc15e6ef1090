// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
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
    private @Nullable Open interchange;
    private @Nullable Open group;
    private @Nullable Open message;

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

        Open(Segment by, String reference) {
            this.by = by;
            this.reference = reference;
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
        return interchange == null || interchange.by.from() < 0 ? null : interchange.by;
    }

    /** UNG or GS; null where there is none. */
    @Nullable
    Segment group() {
        return group == null || group.by.from() < 0 ? null : group.by;
    }

    List<Finding> findings() {
        return findings;
    }

    private void open(Segment segment, Opener opener) throws MessageRefusedException {
        Open open = new Open(segment, segment.text(opener.reference()));
        Open outer = interchange;
        switch (opener.level()) {
            case INTERCHANGE -> {
                if (interchange != null) {
                    throw malformed("in an interchange that is open", segment);
                }
                interchange = open;
                return;
            }
            case GROUP -> {
                if (group != null || message != null) {
                    throw malformed("in a group or message that is open", segment);
                }
                group = open;
            }
            case MESSAGE -> {
                if (message != null) {
                    throw malformed("in a message that is open", segment);
                }
                open.holds = 1;
                message = open;
                outer = group != null ? group : interchange;
            }
        }
        if (outer == null) {
            throw malformed("outside of any interchange", segment);
        }
        outer.holds++;
    }

    private void close(Segment segment, Level level) throws MessageRefusedException {
        Open open =
                switch (level) {
                    case INTERCHANGE -> group == null && message == null ? interchange : null;
                    case GROUP -> message == null ? group : null;
                    case MESSAGE -> message;
                };
        if (open == null) {
            if (segment.from() >= bytes && message != null) {
                throw new MessageRefusedException(
                        Reason.TRUNCATED, "not closed: segment=" + message.by.tag() + ", byte=" + message.by.from());
            }
            throw malformed("closes what is not open, or not yet", segment);
        }
        switch (level) {
            case INTERCHANGE -> interchange = null;
            case GROUP -> group = null;
            case MESSAGE -> {
                open.holds++;
                message = null;
            }
        }
        if (segment.from() >= 0 && segment.to() <= bytes) {
            compare(segment, open);
        }
    }

    private void compare(Segment segment, Open open) {
        String count = segment.text(1);
        if (!count.replaceFirst("^0+(?=.)", "").equals(Integer.toString(open.holds))) {
            find(
                    Finding.STATED_COUNT,
                    "segment=" + segment.tag() + ", stated=" + shown(count) + ", found=" + open.holds);
        }
        String reference = segment.text(2);
        if (!reference.equals(open.reference)) {
            find(
                    Finding.CONTROL_REFERENCE,
                    "segment=" + segment.tag() + ", reference='" + shown(reference) + "', of " + open.by.tag() + "='"
                            + shown(open.reference) + "'");
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
