package portolan.scoring.memory;

import java.util.function.Consumer;
import portolan.scoring.layout.LayoutWriter;

/** The bytes of a memory. */
final class Written {
    private Written() {}

    static byte[] bytes(Consumer<LayoutWriter> write) {
        LayoutWriter out = new LayoutWriter();
        write.accept(out);
        return out.toBytes();
    }
}
