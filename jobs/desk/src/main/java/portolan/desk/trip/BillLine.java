// SPDX-License-Identifier: Apache-2.0
package portolan.desk.trip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.CaseRow;
import portolan.schemas.avro.Filing;

/** One bill of a journey, with its boxes as far as its filing is at hand. */
public record BillLine(CaseRow row, List<Box> boxes) {
    /**
     * One box.
     *
     * @param stowed position on board; empty where none is filed
     * @param bills of this journey that name it
     */
    public record Box(String id, String stowed, int bills) {}

    public BillLine {
        boxes = List.copyOf(boxes);
    }

    static BillLine of(CaseRow row, @Nullable Filing filing, Map<String, Integer> shared) {
        return new BillLine(
                row,
                filing == null
                        ? List.of()
                        : filing.getEquipment().stream()
                                .map(box -> new Box(
                                        box.getId(),
                                        box.getStowPosition() == null ? "" : box.getStowPosition(),
                                        shared.getOrDefault(box.getId().strip(), 1)))
                                .toList());
    }
}
