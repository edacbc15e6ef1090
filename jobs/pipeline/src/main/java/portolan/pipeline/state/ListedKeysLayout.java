package portolan.pipeline.state;

import java.util.Collection;
import java.util.List;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a list of keys of several kinds.
 *
 * <pre>
 *   v1   1 version | count | as many: kind | key
 * </pre>
 */
public final class ListedKeysLayout {
    private static final int VERSION = 1;

    private ListedKeysLayout() {}

    /** A key of a kind. */
    public record Listed(String kind, String key) {}

    public static byte[] write(Collection<Listed> listed) {
        return new LayoutWriter()
                .octet(VERSION)
                .list(listed, (out, one) -> out.text(one.kind()).text(one.key()))
                .toBytes();
    }

    public static List<Listed> read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("listed keys", VERSION);
        List<Listed> listed = in.list(one -> new Listed(one.recurringText(), one.text()));
        if (!in.atEnd()) {
            throw new LayoutException("listed keys are followed by other bytes: length=" + bytes.length);
        }
        return listed;
    }
}
