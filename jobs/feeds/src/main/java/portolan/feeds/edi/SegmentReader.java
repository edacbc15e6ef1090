// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Finding;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;

/** Reads the segments of a message one by one. The parser sees bytes as ISO 8859-1, so that its places are bytes. */
final class SegmentReader {
    private final byte[] bytes;
    private final SegmentBytes in;
    private final EDIStreamReader reader;
    private final Charset charset;
    private final byte terminator;
    private final int shift;
    private int end;

    SegmentReader(byte[] bytes, Envelope envelope) throws MessageRefusedException {
        this.bytes = bytes;
        this.in = new SegmentBytes(bytes, envelope);
        this.charset = envelope.characters().charset();
        this.terminator = envelope.signs().terminator();
        this.shift = envelope.start() - envelope.before().length();
        this.end = shift;
        EDIInputFactory factory = EDIInputFactory.newFactory();
        // What an envelope counts and calls itself is looked at by us: it is wrong too often to refuse a message for
        // it.
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, false);
        try {
            this.reader = factory.createEDIStreamReader(in, ISO_8859_1.name());
        } catch (EDIStreamException | RuntimeException e) {
            throw refused(e);
        }
    }

    /** The next segment; null after the last one. */
    @Nullable
    Segment next() throws MessageRefusedException {
        try {
            return read();
        } catch (EDIStreamException | RuntimeException e) {
            throw refused(e);
        }
    }

    private @Nullable Segment read() throws EDIStreamException {
        String tag = "";
        List<List<String>> elements = new ArrayList<>();
        List<String> composite = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case START_SEGMENT -> {
                    tag = reader.getText();
                    elements = new ArrayList<>();
                }
                case START_COMPOSITE -> {
                    composite = element(elements);
                }
                case END_COMPOSITE -> composite = null;
                case ELEMENT_DATA -> {
                    String text = decoded(reader.getText());
                    (composite == null ? element(elements) : composite).add(text);
                }
                case END_SEGMENT -> {
                    int from = start(end);
                    int place = reader.getLocation().getCharacterOffset();
                    end = place + shift + in.leftOut(place);
                    return new Segment(tag, elements, from, end);
                }
                default -> {}
            }
        }
        return null;
    }

    /** That texts were cut; null where none was. */
    @Nullable
    Finding cut() {
        return in.texts() == 0
                ? null
                : new Finding(
                        Finding.TEXT_CUT,
                        "texts=" + in.texts() + ", first: byte=" + in.firstCut() + ", bytes of a text at most="
                                + SegmentBytes.MAX_TEXT);
    }

    /** Where the parser stands; an element that repeats goes on in the same place. */
    private List<String> element(List<List<String>> elements) {
        int position = reader.getLocation().getElementPosition();
        if (position >= 1 && position <= elements.size()) {
            return elements.get(position - 1);
        }
        List<String> element = new ArrayList<>(1);
        elements.add(element);
        return element;
    }

    private String decoded(String text) {
        return charset.equals(ISO_8859_1) ? text : new String(text.getBytes(ISO_8859_1), charset);
    }

    /** The first byte from here on that is of a segment. */
    private int start(int from) {
        int at = from;
        while (at >= 0 && at < bytes.length && (bytes[at] == terminator || (bytes[at] >= 0 && bytes[at] <= ' '))) {
            at++;
        }
        return at;
    }

    private MessageRefusedException refused(Exception cause) {
        if (in.end() == SegmentBytes.End.TOO_LARGE) {
            return new MessageRefusedException(
                    Reason.TOO_LARGE,
                    "a segment is too large: after byte=" + Math.max(end, 0) + ", bytes of a segment at most="
                            + SegmentBytes.MAX_SEGMENT + ", of a text=" + SegmentBytes.MAX_TEXT);
        }
        String text = cause.getMessage();
        if (in.end() == SegmentBytes.End.TRUNCATED || (text != null && text.startsWith("EDIE005"))) {
            return new MessageRefusedException(Reason.TRUNCATED, "ends before it is complete: bytes=" + bytes.length);
        }
        return new MessageRefusedException(
                Reason.MALFORMED_ENVELOPE, "not a segment: after byte=" + Math.max(end, 0) + ", cause=" + text);
    }
}
