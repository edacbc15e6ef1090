// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import portolan.feeds.CheckedMessage;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;
import portolan.feeds.Profile;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Syntax;

/** Messages in XML, told apart by the qualified name of their root. */
public final class XmlSyntax implements Syntax {
    private static final List<XmlFormat> FORMATS = Stream.concat(
                    Stream.of(
                            AsycudaManifest.FORMAT,
                            EntrySummary.FORMAT,
                            SadDeclaration.FORMAT,
                            TransitDeclaration.FORMAT),
                    CargoXml.all().stream())
            .toList();

    @Override
    public boolean begins(byte[] bytes) {
        return XmlEncoding.isXml(bytes);
    }

    @Override
    public CheckedMessage check(ReceivedMessage message, Profile profile, Runnable pause)
            throws MessageRefusedException {
        return check(message, profile, FORMATS, pause);
    }

    static CheckedMessage check(ReceivedMessage message, Profile profile, List<XmlFormat> formats, Runnable pause)
            throws MessageRefusedException {
        XmlEvents events = new XmlEvents(message.bytes(), profile.charset(), pause);
        QName root = null;
        for (XmlEvents.Event event = events.next(); event != XmlEvents.Event.DONE; event = events.next()) {
            if (event == XmlEvents.Event.START) {
                QName name = events.qualifiedName();
                root = root == null ? name : root;
                for (XmlFormat format : formats) {
                    if (format.hasRoot().test(name)) {
                        return XmlMessage.check(message, profile, format, events);
                    }
                }
            }
        }
        throw new MessageRefusedException(
                Reason.UNKNOWN_FORMAT, "no format that is read has this root, or this envelope: root=" + root);
    }
}
