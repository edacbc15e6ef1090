// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A document in XML, UTF-8, an element a line. */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter out;
    private int depth;

    XmlText() {
        try {
            out = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Children of an element. */
    interface Content {
        void write();
    }

    void in(String name, Content content) {
        in(name, () -> {}, content);
    }

    /** An element and its children. */
    void in(String name, Runnable attributes, Content content) {
        try {
            line();
            out.writeStartElement(name);
            attributes.run();
            depth++;
            content.write();
            depth--;
            line();
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An element with a text; none where there is nothing to write. */
    void text(String name, @Nullable Object text) {
        text(name, text, "", null);
    }

    /** An element with a text and an attribute; none where there is nothing to write. */
    void text(String name, @Nullable Object text, String attribute, @Nullable String value) {
        String plain = text instanceof Number number ? Segments.number(number) : Objects.toString(text, "");
        if (plain.isEmpty()) {
            return;
        }
        try {
            line();
            out.writeStartElement(name);
            if (value != null) {
                out.writeAttribute(attribute, value);
            }
            out.writeCharacters(plain);
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    void attribute(String name, String value) {
        try {
            out.writeAttribute(name, value);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    byte[] end() {
        try {
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
