// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Finding;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;

/** The elements and texts of a document, read by the JDK, each element with the bytes it stands in. */
final class XmlEvents {
    private static final byte END_OF_FILE = 0x1A;

    private static final XMLInputFactory FACTORY = factory();
    private static final int A_TURN = 1_024;

    /** Different names in a message at most. The JDK's reader keeps each, for the whole process; formats have hundreds. */
    static final int MAX_NAMES = 10_000;

    private final byte[] bytes;
    private final XmlEncoding encoding;
    private final XmlTags tags;
    private final XMLStreamReader reader;
    private final Deque<Boolean> empty = new ArrayDeque<>();
    private final Set<String> names = new HashSet<>();
    private final Runnable pause;
    private long passed;
    private int from;
    private int to;

    /** What comes next. */
    enum Event {
        START,
        END,
        TEXT,
        DONE
    }

    XmlEvents(byte[] bytes, @Nullable Charset byProfile) throws MessageRefusedException {
        this(bytes, byProfile, () -> {});
    }

    /** @param pause run now and then */
    XmlEvents(byte[] message, @Nullable Charset byProfile, Runnable pause) throws MessageRefusedException {
        this.pause = pause;
        this.bytes = withoutFill(message);
        this.encoding = XmlEncoding.of(this.bytes, byProfile);
        this.tags = encoding.tags(this.bytes);
        // Before the reader sees a sign of it: what is forbidden, too large or cut off at the beginning.
        tags.peek();
        try {
            this.reader = FACTORY.createXMLStreamReader(encoding.reader(this.bytes));
        } catch (XMLStreamException e) {
            throw refused(e);
        }
    }

    /** Some transports fill the last block with zeros, or write the end-of-file sign of old systems. */
    private static byte[] withoutFill(byte[] message) {
        int end = message.length;
        while (end > 1 && (message[end - 1] == 0 || message[end - 1] == END_OF_FILE)) {
            end--;
        }
        // In UTF-16 a zero is half a sign.
        boolean ofOneByte = message.length > 1 && message[0] > 0 && message[1] != 0;
        return end == message.length || !ofOneByte ? message : Arrays.copyOf(message, end);
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever else is on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched: systemId=" + systemId);
        });
        return factory;
    }

    /** What the set of characters was guessed to be; null where that is known. */
    @Nullable
    Finding guessed() {
        return encoding.characters().guessed();
    }

    Event next() throws MessageRefusedException {
        if (++passed % A_TURN == 0) {
            pause.run();
        }
        try {
            while (reader.hasNext()) {
                // One tag ahead, so that a text is measured before it is read.
                tags.peek();
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        start();
                        return Event.START;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        end();
                        return Event.END;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        return Event.TEXT;
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> count(reader.getPITarget());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new MessageRefusedException(
                                Reason.FORBIDDEN_XML, "entities are not read: send their text");
                    default -> {}
                }
            }
            return Event.DONE;
        } catch (XMLStreamException e) {
            throw refused(e);
        } catch (RuntimeException e) {
            // The JDK's reader has been seen to trip over odd input instead of refusing it.
            throw new MessageRefusedException(Reason.MALFORMED_ENVELOPE, "not well-formed XML: cause=" + e);
        }
    }

    private void start() throws MessageRefusedException {
        XmlTags.Kind kind = tags.take();
        if (kind != XmlTags.Kind.START && kind != XmlTags.Kind.EMPTY) {
            throw outOfStep();
        }
        empty.push(kind == XmlTags.Kind.EMPTY);
        from = tags.from();
        to = tags.to();
        countNames();
    }

    private void countNames() throws MessageRefusedException {
        String prefix = reader.getPrefix();
        count(prefix == null || prefix.isEmpty() ? reader.getLocalName() : prefix + ':' + reader.getLocalName());
        for (int at = 0; at < reader.getAttributeCount(); at++) {
            count(reader.getAttributeLocalName(at));
        }
        for (int at = 0; at < reader.getNamespaceCount(); at++) {
            count(reader.getNamespaceURI(at));
        }
    }

    private void count(@Nullable String name) throws MessageRefusedException {
        if (name != null && names.add(name) && names.size() > MAX_NAMES) {
            throw new MessageRefusedException(
                    Reason.TOO_LARGE, "it has too many different names: at most=" + MAX_NAMES + ", byte=" + from);
        }
    }

    private void end() throws MessageRefusedException {
        // An empty element is one tag and two events.
        if (!empty.pop()) {
            if (tags.take() != XmlTags.Kind.END) {
                throw outOfStep();
            }
            from = tags.from();
            to = tags.to();
        }
    }

    private MessageRefusedException outOfStep() {
        return new MessageRefusedException(
                Reason.MALFORMED_ENVELOPE, "not well-formed XML: element=" + name() + ", byte=" + tags.from());
    }

    /** First byte of the tag of this event. */
    int from() {
        return from;
    }

    /** The byte after the tag of this event. */
    int to() {
        return to;
    }

    String name() {
        return reader.getLocalName();
    }

    QName qualifiedName() {
        return reader.getName();
    }

    String text() {
        return reader.getText();
    }

    /** Adds the attributes of the element that has just started. */
    void attributes(Map<String, String> to) {
        for (int at = 0; at < reader.getAttributeCount(); at++) {
            to.put(reader.getAttributeLocalName(at), reader.getAttributeValue(at));
        }
    }

    private MessageRefusedException refused(XMLStreamException e) {
        if (e.getNestedException() instanceof CharacterCodingException
                || e.getCause() instanceof CharacterCodingException) {
            return encoding.badCharacters(bytes);
        }
        String what = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return new MessageRefusedException(Reason.MALFORMED_ENVELOPE, "not well-formed XML: " + what);
    }
}
