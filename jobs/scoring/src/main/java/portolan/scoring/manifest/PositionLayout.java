// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a position inside another value.
 *
 * <pre>
 *   orderTime | input | topic | partition | offset | step
 * </pre>
 */
public final class PositionLayout {
    private PositionLayout() {}

    public static void write(LayoutWriter out, Position position) {
        out.signed(position.orderTime()).constant(position.input()).text(position.topic());
        out.signed(position.partition()).signed(position.offset()).count(position.step());
    }

    public static Position read(LayoutReader in) {
        return new Position(
                in.signed(), in.constant(Position.Input.class), in.recurringText(), in.whole(), in.signed(), (int)
                        in.count());
    }
}
