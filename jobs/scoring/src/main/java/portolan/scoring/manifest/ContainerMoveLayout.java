// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a container's move inside another value.
 *
 * <pre>
 *   tenant | event id | equipment id | kind | actual | packed | place | facility | at
 *   haulier | its name | consignee | position
 * </pre>
 */
public final class ContainerMoveLayout {
    private ContainerMoveLayout() {}

    public static void write(LayoutWriter out, ContainerMove move) {
        out.text(move.tenant()).text(move.eventId()).text(move.equipmentId());
        out.constant(move.kind()).flag(move.actual()).constant(move.packed());
        out.text(move.place()).text(move.facility()).instant(move.at());
        out.text(text(move.haulier())).text(move.haulierName()).text(text(move.consignee()));
        PositionLayout.write(out, move.position());
    }

    public static ContainerMove read(LayoutReader in) {
        return new ContainerMove(
                in.recurringText(),
                in.text(),
                in.text(),
                in.constant(ContainerMove.Kind.class),
                in.flag(),
                in.nullableConstant(PackedStatus.class),
                in.nullableText(),
                in.nullableText(),
                in.instant(),
                key(in.nullableText()),
                in.nullableText(),
                key(in.nullableText()),
                PositionLayout.read(in));
    }

    private static @Nullable String text(@Nullable PartyKey key) {
        return key == null ? null : key.value();
    }

    private static @Nullable PartyKey key(@Nullable String text) {
        return text == null ? null : new PartyKey(text);
    }
}
