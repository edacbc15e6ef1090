// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.CheckedMessage;
import portolan.feeds.Finding;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;
import portolan.feeds.Profile;
import portolan.feeds.ReceivedMessage;

/**
 * A message in XML that was read once. What stands around its units was kept, so that a unit knows it from the first one
 * on, even what comes after the last; the units themselves are read again, one at a time.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record XmlMessage(byte[] bytes, Profile profile, XmlFormat as, List<XmlNode> around, int units, List<Finding> guessed)
        implements CheckedMessage {
    /** Bytes of a unit at most, and of what stands around the units. */
    static final int MAX_UNIT = 8 << 20;

    /** Elements of a unit at most, and of what stands around the units. */
    static final int MAX_NODES = 200_000;

    /** @param events the message, its root just started */
    static XmlMessage check(ReceivedMessage message, Profile profile, XmlFormat format, XmlEvents events)
            throws MessageRefusedException {
        Walk walk = new Walk(format.unit(), null);
        walk.run(events, unit -> {});
        for (XmlEvents.Event rest = events.next(); rest != XmlEvents.Event.DONE; rest = events.next()) {
            if (rest == XmlEvents.Event.START && format.hasRoot().test(events.qualifiedName())) {
                throw new MessageRefusedException(
                        Reason.MALFORMED_ENVELOPE,
                        "an envelope holds one message: send them one by one, second=" + events.qualifiedName()
                                + ", byte=" + events.from());
            }
        }
        DayOrder order = format.hasStrokes()
                ? DayOrder.of(message.bytes(), message.receivedAt(), profile.dates())
                : new DayOrder(false, null);
        List<Finding> guessed = new ArrayList<>();
        if (events.guessed() != null) {
            guessed.add(events.guessed());
        }
        if (order.finding() != null) {
            guessed.add(order.finding());
        }
        return new XmlMessage(
                message.bytes(),
                order.dayFirst() ? profile.withDates(DayOrder.DAY_FIRST) : profile,
                format,
                walk.around,
                walk.units,
                guessed);
    }

    @Override
    public String format() {
        return as.name();
    }

    @Override
    public @Nullable Integer stated() {
        String stated = around.isEmpty() || as.stated().isEmpty()
                ? ""
                : around.get(0).textAt(as.stated().toArray(String[]::new));
        return stated.matches("[0-9]{1,6}") ? Integer.valueOf(stated) : null;
    }

    @Override
    public List<Finding> findings() {
        Integer stated = stated();
        List<Finding> findings = new ArrayList<>(guessed);
        if (stated != null && stated != units) {
            findings.add(new Finding(Finding.STATED_COUNT, "bills stated=" + stated + ", found=" + units));
        }
        return findings;
    }

    @Override
    public void read(Bills bills) {
        XmlFormat.Reading reading = as.readings().of(profile, units);
        try {
            XmlEvents events = new XmlEvents(bytes, profile.charset());
            while (events.next() != XmlEvents.Event.START || !as.hasRoot().test(events.qualifiedName())) {
                // What stands before the message: remarks, instructions, an envelope.
            }
            new Walk(as.unit(), around).run(events, unit -> reading.read(unit, bills));
        } catch (MessageRefusedException e) {
            throw new IllegalStateException("a message that was sound is not any more: " + e.getMessage(), e);
        }
    }

    /** Takes each unit as it ends. */
    private interface Units {
        void take(XmlNode unit);
    }

    /** One passage over the message: builds units, and on the first passage what stands around them. */
    private static final class Walk {
        private final List<String> way;
        private final boolean first;
        private final List<XmlNode> around;
        private int known;
        private int units;
        private int nodes;

        /** @param known what stands around the units in the order of the message; null on the first passage */
        Walk(List<String> way, @Nullable List<XmlNode> known) {
            this.way = way;
            this.first = known == null;
            this.around = known == null ? new ArrayList<>() : known;
        }

        /** Begins at the start of the root. */
        void run(XmlEvents events, Units out) throws MessageRefusedException {
            XmlNode here = null;
            XmlNode unit = null;
            int depth = 0;
            int matched = 0;
            XmlEvents.Event event = XmlEvents.Event.START;
            int aroundBytes = 0;
            int begin = events.from();
            boolean more = true;
            while (more) {
                switch (event) {
                    case START -> {
                        if (unit == null && matched == depth && depth <= way.size() && onTheWay(events.name(), depth)) {
                            matched++;
                        }
                        boolean starts = unit == null && matched == way.size() + 1 && depth == way.size();
                        depth++;
                        if (starts) {
                            nodes = 0;
                            unit = XmlNode.starting(events, here);
                            here = unit;
                        } else if (unit != null) {
                            here = child(events, here);
                        } else {
                            here = around(events, here);
                        }
                    }
                    case TEXT -> {
                        if (here != null && (unit != null || first)) {
                            here.addText(events.text());
                        }
                    }
                    case END -> {
                        depth--;
                        matched = Math.min(matched, depth);
                        if (here == null) {
                            throw new IllegalStateException("an end without a start: byte=" + events.from());
                        }
                        if (unit != null || first) {
                            here.endAt(events.to());
                        }
                        if (unit != null) {
                            checkSize(events, unit);
                        }
                        if (here == unit) {
                            units++;
                            out.take(unit);
                            aroundBytes -= unit.to() - unit.from();
                            unit = null;
                        }
                        here = here.parent();
                        more = depth > 0;
                    }
                    default -> throw new IllegalStateException("a message without an end");
                }
                if (more) {
                    event = events.next();
                }
            }
            // Of the message's own bytes, those that are in no unit.
            if (first && events.to() - begin + aroundBytes > MAX_UNIT) {
                throw tooLarge("what stands around the bills", MAX_UNIT, "bytes");
            }
        }

        /** Whether an element at this depth is on the way to the units; the root always is. */
        private boolean onTheWay(String name, int depth) {
            return depth == 0 || way.get(depth - 1).equals(name);
        }

        private XmlNode child(XmlEvents events, @Nullable XmlNode parent) throws MessageRefusedException {
            XmlNode node = XmlNode.starting(events, parent);
            if (parent != null) {
                parent.add(node);
            }
            nodes++;
            if (nodes > MAX_NODES) {
                throw tooLarge("a bill", MAX_NODES, "elements");
            }
            return node;
        }

        private XmlNode around(XmlEvents events, @Nullable XmlNode parent) throws MessageRefusedException {
            if (!first) {
                known++;
                return around.get(known - 1);
            }
            XmlNode node = XmlNode.starting(events, parent);
            if (parent != null) {
                parent.add(node);
            }
            around.add(node);
            if (around.size() > MAX_NODES) {
                throw tooLarge("what stands around the bills", MAX_NODES, "elements");
            }
            return node;
        }

        private static void checkSize(XmlEvents events, XmlNode unit) throws MessageRefusedException {
            if (events.to() - unit.from() > MAX_UNIT) {
                throw tooLarge("a bill", MAX_UNIT, "bytes");
            }
        }

        private static MessageRefusedException tooLarge(String what, int most, String of) {
            return new MessageRefusedException(Reason.TOO_LARGE, what + " is too large: " + of + " at most=" + most);
        }
    }
}
