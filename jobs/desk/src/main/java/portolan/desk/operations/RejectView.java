// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.console.rejects.HexLines;
import portolan.console.rejects.RejectText;
import portolan.console.rejects.Rejected;
import portolan.console.screen.SafeText;

/**
 * One reject with its bytes.
 *
 * @param reading of the whole message that it came in; null where it came in none, or the message is not at hand
 */
record RejectView(Rejected rejected, @Nullable MessageView reading) {
    private static final int MOST_BYTES = 8_192;
    private static final int MOST_TEXT = 64 << 10;
    private static final int MOST_VALUE = 200;

    boolean isMessage() {
        return RejectPage.isOfMessage(rejected);
    }

    /** Those like it: of its reason and sender. */
    String query() {
        return RejectPage.query(new RejectBook.Wanted(rejected.record().getReason(), rejected.sender()));
    }

    /** The filing or outcome that the bytes are; null if they are none. */
    @Nullable
    String parsed() {
        String parsed = RejectText.readable(rejected.record());
        return parsed == null ? null : cut(SafeText.lines(parsed));
    }

    /** What the bytes say as text; null if they are none that a person can read. */
    @Nullable
    String text() {
        String text = length() == 0 ? null : RejectText.text(value());
        return text == null ? null : cut(text);
    }

    int length() {
        return rejected.record().getValue().remaining();
    }

    int hexShown() {
        return Math.min(length(), MOST_BYTES);
    }

    String hex() {
        return String.join("\n", HexLines.of(value(), MOST_BYTES));
    }

    String key() {
        ByteBuffer key = rejected.record().getKey();
        return key == null ? "–" : shown(key);
    }

    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        rejected.record().getHeaders().forEach((name, value) -> headers.put(name, shown(value)));
        return headers;
    }

    private byte[] value() {
        return bytes(rejected.record().getValue());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String shown(ByteBuffer value) {
        byte[] bytes = bytes(value);
        String text = RejectText.text(bytes);
        String shown = text == null ? "0x" + HexFormat.of().formatHex(bytes) : text;
        return shown.length() <= MOST_VALUE ? shown : shown.substring(0, MOST_VALUE) + "…";
    }

    private static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "\n…";
    }
}
