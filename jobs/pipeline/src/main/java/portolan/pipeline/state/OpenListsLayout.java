package portolan.pipeline.state;

import java.util.List;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of the open lists of one key group, as the raw keyed state of a snapshot has them.
 *
 * <pre>
 *   v1   1 version | count | as many: week | until | {@link ListedKeys}
 * </pre>
 */
public final class OpenListsLayout {
    private static final int VERSION = 1;

    private OpenListsLayout() {}

    /**
     * Keys to be looked at together.
     *
     * @param week since 1970 in order time, in which the time of each is over
     * @param until when that of all is, in order time
     */
    public record OpenList(long week, long until, ListedKeys keys) {}

    public static byte[] write(List<OpenList> lists) {
        return new LayoutWriter()
                .octet(VERSION)
                .list(
                        lists,
                        (out, one) -> one.keys().writeTo(out.signed(one.week()).signed(one.until())))
                .toBytes();
    }

    public static List<OpenList> read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("open lists", VERSION);
        List<OpenList> lists = in.list(one -> new OpenList(one.signed(), one.signed(), ListedKeys.read(one)));
        if (!in.atEnd()) {
            throw new LayoutException("open lists are followed by other bytes: length=" + bytes.length);
        }
        return lists;
    }
}
