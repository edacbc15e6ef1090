// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** The schemas that ever wrote a record, from {@code released/RECORD/1.avsc} on; what they wrote stays readable. */
final class Releases {
    /** Read and parsed once: that takes milliseconds, and a wire is made for a single record as well. */
    private static final Map<String, Map<Long, Schema>> READ = new ConcurrentHashMap<>();

    private Releases() {}

    /** All released schemas of a record by their fingerprints, oldest first. */
    static Map<Long, Schema> of(String recordName) {
        return READ.computeIfAbsent(recordName, Releases::read);
    }

    private static Map<Long, Schema> read(String recordName) {
        Map<Long, Schema> released = new LinkedHashMap<>();
        for (int number = 1; ; number++) {
            try (InputStream in =
                    Releases.class.getResourceAsStream("/released/" + recordName + "/" + number + ".avsc")) {
                if (in == null) {
                    return Collections.unmodifiableMap(released);
                }
                Schema schema = new Schema.Parser().parse(in);
                released.put(SchemaNormalization.parsingFingerprint64(schema), schema);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot read a released schema: record=" + recordName + ", release=" + number, e);
            }
        }
    }
}
