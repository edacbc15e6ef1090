// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The schemas that ever wrote a record, from {@code released/RECORD/1.avsc} on; what they wrote stays readable. */
final class Releases {
    private Releases() {}

    /** All released schemas of a record, oldest first. */
    static List<Schema> of(String recordName) {
        List<Schema> released = new ArrayList<>();
        for (int number = 1; ; number++) {
            try (InputStream in =
                    Releases.class.getResourceAsStream("/released/" + recordName + "/" + number + ".avsc")) {
                if (in == null) {
                    return List.copyOf(released);
                }
                released.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot read a released schema: record=" + recordName + ", release=" + number, e);
            }
        }
    }
}
