// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.List;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * A list of keys of several kinds, as the bytes that it is stored as: a snapshot that stops a task copies them, and has
 * nothing to make bytes of. A key that is added twice stands there twice.
 *
 * <pre>
 *   v1   1 version | count | as many: kind | key
 * </pre>
 */
public final class ListedKeys {
    private static final int VERSION = 1;

    /** A few keys. */
    private static final int FIRST_CAPACITY = 64;

    /** Without what stands before them. */
    private final LayoutWriter keys;

    private int count;

    public ListedKeys() {
        this(FIRST_CAPACITY);
    }

    private ListedKeys(int capacity) {
        keys = new LayoutWriter(capacity);
    }

    /** A key of a kind. */
    public record Listed(String kind, String key) {}

    public void add(Listed listed) {
        keys.text(listed.kind()).text(listed.key());
        count++;
    }

    public void addAll(ListedKeys others) {
        keys.append(others.keys);
        count += others.count;
    }

    /** The same keys, whatever is added to these. */
    public ListedKeys copy() {
        ListedKeys copy = new ListedKeys(keys.length());
        copy.addAll(this);
        return copy;
    }

    public int count() {
        return count;
    }

    /** Its keys, in the order in which they were added. */
    public List<Listed> listed() {
        return listed(new LayoutReader(toBytes()));
    }

    public byte[] toBytes() {
        LayoutWriter out = new LayoutWriter(keys.length() + FIRST_CAPACITY);
        writeTo(out);
        return out.toBytes();
    }

    void writeTo(LayoutWriter out) {
        out.octet(VERSION).count(count).append(keys);
    }

    public static ListedKeys of(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        ListedKeys read = read(in);
        if (!in.atEnd()) {
            throw new LayoutException("listed keys are followed by other bytes: length=" + bytes.length);
        }
        return read;
    }

    static ListedKeys read(LayoutReader in) {
        ListedKeys read = new ListedKeys();
        listed(in).forEach(read::add);
        return read;
    }

    private static List<Listed> listed(LayoutReader in) {
        in.version("listed keys", VERSION);
        return in.list(one -> new Listed(one.recurringText(), one.text()));
    }
}
