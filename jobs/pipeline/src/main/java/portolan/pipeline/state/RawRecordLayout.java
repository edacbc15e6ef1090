// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import portolan.pipeline.RawRecord;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a raw record.
 *
 * <pre>
 *   v1   topic | signed partition | signed offset | signed timestamp
 *        | list of (header name, bytes), by name | flag, key bytes | value bytes
 *   bytes: count, then as many
 * </pre>
 */
final class RawRecordLayout {
    private RawRecordLayout() {}

    static void write(LayoutWriter out, RawRecord raw) {
        out.text(raw.topic()).signed(raw.partition()).signed(raw.offset()).signed(raw.timestamp());
        out.list(new TreeMap<>(raw.headers()).entrySet(), (to, header) -> {
            to.text(header.getKey());
            bytes(to, header.getValue());
        });
        out.flag(raw.key() != null);
        if (raw.key() != null) {
            bytes(out, raw.key());
        }
        bytes(out, raw.value());
    }

    static RawRecord read(LayoutReader in) {
        String topic = in.text();
        int partition = in.whole();
        long offset = in.signed();
        long timestamp = in.signed();
        Map<String, byte[]> headers = new HashMap<>();
        for (int left = in.size(); left > 0; left--) {
            headers.put(in.text(), in.raw(in.size()));
        }
        return new RawRecord(
                topic, partition, offset, timestamp, headers, in.flag() ? in.raw(in.size()) : null, in.raw(in.size()));
    }

    private static void bytes(LayoutWriter out, byte[] bytes) {
        out.count(bytes.length).raw(bytes);
    }
}
