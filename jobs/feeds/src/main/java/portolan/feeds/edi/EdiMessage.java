// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.CheckedMessage;
import portolan.feeds.Finding;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;
import portolan.feeds.Notes;
import portolan.feeds.Profile;

/** An interchange that was read once. Its bills are read again, one at a time; nothing else of it is kept. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record EdiMessage(byte[] bytes, Profile profile, Envelope envelope, List<EdiFormat> formats, Walk checked)
        implements CheckedMessage {
    /** Bytes of a bill at most. */
    static final int MAX_BILL = 8 << 20;

    /** Segments of a bill at most. */
    static final int MAX_SEGMENTS = 200_000;

    static EdiMessage check(byte[] bytes, Profile profile, List<EdiFormat> formats, Runnable pause)
            throws MessageRefusedException {
        Envelope envelope = Envelope.of(bytes, profile);
        Walk walk = new Walk(bytes, profile, envelope, formats, null, 0);
        walk.run(pause);
        if (walk.format == null) {
            throw new MessageRefusedException(Reason.UNKNOWN_FORMAT, EdiSyntax.why(walk.unread));
        }
        return new EdiMessage(bytes, profile, envelope, formats, walk);
    }

    @Override
    public String format() {
        return String.valueOf(checked.format);
    }

    @Override
    public @Nullable Integer stated() {
        return checked.stated;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(checked.control.findings());
        if (checked.stated != null && checked.stated != checked.bills) {
            findings.add(new Finding(Finding.STATED_COUNT, "stated=" + checked.stated + ", found=" + checked.bills));
        }
        Finding guessed = envelope.characters().guessed();
        if (guessed != null) {
            findings.add(guessed);
        }
        Finding cut = checked.reader.cut();
        if (cut != null) {
            findings.add(cut);
        }
        if (!checked.unread.isEmpty()) {
            findings.add(new Finding(Finding.NOT_READ, EdiSyntax.why(checked.unread)));
        }
        return findings;
    }

    @Override
    public void read(Bills bills) {
        try {
            new Walk(bytes, profile, envelope, formats, bills, checked.messages).run(() -> {});
        } catch (MessageRefusedException e) {
            throw new IllegalStateException("a message that was sound is not any more: " + e.getMessage(), e);
        }
    }

    /** One passage over the interchange. */
    static final class Walk {
        private static final int A_TURN = 1_024;

        private final Profile profile;
        private final Envelope envelope;
        private final List<EdiFormat> formats;
        private final @Nullable Bills out;
        private final boolean several;
        private final SegmentReader reader;
        private final Control control;
        private final Values values;
        private final List<Segment> bill = new ArrayList<>();
        private final List<String> unread = new ArrayList<>();
        private EdiFormat.@Nullable Reading reading;
        private @Nullable String format;
        private @Nullable Integer stated;
        private int messages;
        private int bills;

        /**
         * A passage from the first byte.
         *
         * @param out takes the bills; null on the first passage
         * @param known how many messages there are; 0 on the first passage
         */
        Walk(byte[] bytes, Profile profile, Envelope envelope, List<EdiFormat> formats, @Nullable Bills out, int known)
                throws MessageRefusedException {
            this.profile = profile;
            this.envelope = envelope;
            this.formats = formats;
            this.out = out;
            this.several = known > 1;
            this.reader = new SegmentReader(bytes, envelope);
            this.control = new Control(bytes.length);
            this.values = new Values(profile, envelope, out == null ? new Notes() : out.notes());
        }

        void run(Runnable pause) throws MessageRefusedException {
            long passed = 0;
            for (Segment segment = reader.next(); segment != null; segment = reader.next()) {
                if (++passed % A_TURN == 0) {
                    pause.run();
                }
                switch (control.take(segment)) {
                    case OPENS -> begin(segment);
                    case INSIDE -> inside(segment);
                    case CLOSES -> end();
                    case ENVELOPE -> refuseTest(segment);
                }
            }
        }

        /** UNB 0035, BGM 1225, of X12 ISA15: a test, or no interchange but a question. */
        private void refuseTest(Segment segment) throws MessageRefusedException {
            int element = segment.is("UNB") ? 11 : segment.is("ISA") ? 15 : segment.is("BGM") ? 3 : 0;
            String says = element == 0 ? "" : segment.text(element);
            boolean test =
                    switch (element) {
                        case 3 -> says.equals("53");
                        case 11 -> !says.isEmpty() && !says.equals("0");
                        default -> says.equals("T");
                    };
            if (test && !profile.tests()) {
                throw new MessageRefusedException(
                        Reason.TEST,
                        "a test, nothing of it is filed: "
                                + (element == 3 ? "BGM 1225=" : element == 11 ? "UNB 0035=" : "ISA15=") + says
                                + "; where tests are to be filed, say so in a profile: tests");
            }
        }

        private void begin(Segment message) {
            messages++;
            values.unreadInto(null);
            String type = envelope.x12() ? message.text(1) : message.text(2);
            for (EdiFormat any : formats) {
                if (any.type().equals(type)) {
                    if (format == null) {
                        format = any.name();
                    }
                    reading = any.reading()
                            .apply(new EdiFormat.Head(control.interchange(), control.group(), message, values));
                    return;
                }
            }
            if (!unread.contains(type) && unread.size() < formats.size() + EdiSyntax.SHOWN) {
                unread.add(type);
            }
        }

        private void inside(Segment segment) throws MessageRefusedException {
            if (reading == null) {
                return;
            }
            refuseTest(segment);
            EdiFormat.Place place = reading.place(segment);
            if (place != EdiFormat.Place.IN_BILL) {
                take();
            }
            if (place != EdiFormat.Place.AROUND) {
                bill.add(segment);
            }
            reading.accept(segment, place);
            if (bill.size() > MAX_SEGMENTS
                    || (!bill.isEmpty() && segment.to() - bill.get(0).from() > MAX_BILL)) {
                throw new MessageRefusedException(
                        Reason.TOO_LARGE,
                        "a bill is too large: byte=" + bill.get(0).from() + ", bytes at most=" + MAX_BILL
                                + ", segments at most=" + MAX_SEGMENTS);
            }
        }

        private void end() {
            if (reading == null) {
                return;
            }
            take();
            Integer says = reading.stated();
            if (says != null) {
                stated = stated == null ? says : Integer.valueOf(stated + says);
            }
            reading = null;
        }

        private void take() {
            EdiFormat.Reading by = reading;
            if (bill.isEmpty() || by == null) {
                return;
            }
            bills++;
            if (out != null) {
                by.read(new EdiFormat.Slice(bill, several ? messages : null), out);
            }
            bill.clear();
        }
    }
}
