// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** One file of reference data, unpacked. */
final class ReferenceFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final byte[] content;

    /** @param name as messages name it: below the directory that was given, or the bundled table's */
    ReferenceFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    String name() {
        return name;
    }

    boolean isEmpty() {
        return content.length == 0;
    }

    void addTo(MessageDigest digest) {
        digest.update(content);
        // Keeps a line that moves from one file to the next from leaving the version as it was.
        digest.update((byte) 0);
    }

    /** The text, without a byte order mark; empty, and a fault by line, when it is not UTF-8. */
    String text(List<String> faults) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            String text = decoder.decode(bytes).toString();
            return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += content[i] == '\n' ? 1 : 0;
            }
            faults.add(name + ":" + line + ": not UTF-8");
            return "";
        }
    }
}
