// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import portolan.feeds.Characters;
import portolan.feeds.CheckedMessage;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.Profile;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Syntax;

/**
 * DCSA Track and Trace: a list of events, an object that holds one as {@code events}, or one event alone. Told from other
 * JSON by the names in its first object.
 */
public final class DcsaSyntax implements Syntax {
    private static final int BEGINNING = 4_096;
    private static final Set<String> TELLING = Set.of("events", "eventType", "eventClassification");

    @Override
    public boolean begins(byte[] bytes) {
        int at = Characters.start(bytes);
        if (at >= bytes.length || (bytes[at] != '{' && bytes[at] != '[')) {
            return false;
        }
        try (JsonParser parser = EventReader.FACTORY.createParser(bytes, at, Math.min(bytes.length - at, BEGINNING))) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (TELLING.contains(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    @Override
    public CheckedMessage check(ReceivedMessage message, Profile profile, Runnable pause)
            throws MessageRefusedException {
        new EventReader(message.bytes()).check(pause);
        return new DcsaMessage(message.bytes(), profile);
    }
}
