// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.pipeline.stage.WarmSlabs.Room;

final class WarmSlabsTest {
    private static final int MIB = 1 << 20;

    private final WarmSlabs slabs = new WarmSlabs(MIB);

    @Test
    void growsByAsMuchAsThereIsAndByNoMoreThanASlab() {
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            slabs.grow(Long.MAX_VALUE);
            bytes.add(slabs.bytes() / MIB);
        }

        assertThat(bytes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 48L, 64L);
    }

    @Test
    void growsByWhatIsLeft() {
        slabs.grow(MIB - 1);
        assertThat(slabs.bytes()).isZero();
        for (int i = 0; i < 4; i++) {
            slabs.grow(16 * MIB);
        }
        slabs.grow(3 * MIB);

        assertThat(slabs.bytes()).isEqualTo(10L * MIB);
    }

    /** A region of G1 has a power of two of bytes: with its header, a slab must not have more. */
    @Test
    void aSlabFillsWholeRegions() {
        for (int i = 0; i < 8; i++) {
            slabs.grow(Long.MAX_VALUE);
        }
        int header = 16;
        for (Room room : takeAll()) {
            assertThat(room.slab().bytes().length + header)
                    .isLessThanOrEqualTo(Integer.highestOneBit(room.slab().bytes().length) * 2)
                    .isLessThanOrEqualTo(16 * MIB);
        }
    }

    @Test
    void roomsOfASlabLieSideBySide() {
        for (int i = 0; i < 3; i++) {
            slabs.grow(Long.MAX_VALUE);
        }
        List<Room> rooms = takeAll();

        assertThat(rooms).hasSize(4);
        assertThat(rooms.get(2).slab()).isSameAs(rooms.get(3).slab());
        assertThat(rooms.get(2).to()).isEqualTo(rooms.get(3).from());
        assertThat(rooms)
                .allSatisfy(room -> assertThat(room.to() - room.from()).isGreaterThanOrEqualTo(slabs.roomBytes()));
    }

    @Test
    void letsASlabGoOnlyWhenNobodyHasARoomOfIt() {
        for (int i = 0; i < 3; i++) {
            slabs.grow(Long.MAX_VALUE);
        }
        List<Room> rooms = takeAll();
        assertThat(slabs.drop()).isFalse();
        slabs.giveBack(rooms.get(2));
        assertThat(slabs.drop()).isFalse();
        slabs.giveBack(rooms.get(3));

        assertThat(slabs.drop()).isTrue();
        assertThat(slabs.bytes()).isEqualTo(2L * MIB);
        assertThat(slabs.take()).isNull();
    }

    private List<Room> takeAll() {
        List<Room> rooms = new ArrayList<>();
        for (Room room = slabs.take(); room != null; room = slabs.take()) {
            rooms.add(room);
        }
        return rooms;
    }
}
