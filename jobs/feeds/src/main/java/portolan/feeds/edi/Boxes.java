// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Seal;
import portolan.schemas.lines.FaultException;

/** Boxes as an EDIFACT message describes them: EQD, and the MEA, SEL and TMP under it. */
final class Boxes {
    static final Map<String, PackedStatus> PACKED = Codes.table("packed", PackedStatus::valueOf);

    private final Map<String, List<Segment>> byId = new LinkedHashMap<>();
    private @Nullable List<Segment> open;

    /** Takes an EQD or what stands under one. */
    void take(Segment segment) {
        if (segment.is("EQD")) {
            open = new ArrayList<>();
            byId.putIfAbsent(Codes.box(segment.text(2)), open);
        }
        if (open != null) {
            open.add(segment);
        }
    }

    /** Takes what is told of a box where goods are put into it. */
    void take(String id, Segment segment) {
        byId.computeIfAbsent(id, any -> new ArrayList<>()).add(segment);
    }

    /** The boxes that are described here. */
    List<String> ids() {
        return new ArrayList<>(byId.keySet());
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** The box with this id as it is described, or with nothing but its id. */
    Equipment box(String id, Values values, Attributes attributes) throws FaultException {
        Equipment box = Equipment.newBuilder().setId(id).build();
        Map<String, Seal> seals = new LinkedHashMap<>();
        for (Segment segment : byId.getOrDefault(id, List.of())) {
            switch (segment.tag()) {
                case "EQD" -> describe(box, segment, values);
                case "SEL" -> {
                    String number = values.text(segment.text(1));
                    if (number != null) {
                        seals.putIfAbsent(
                                number, new Seal(number, values.text(segment.text(2)), values.text(segment.text(3))));
                    }
                }
                case "MEA" -> weigh(box, segment, values, attributes);
                case "TMP" ->
                    box.setSetTemperature(values.measure(
                            UnitList.TEMPERATURE, segment.text(2), segment.text(2, 2), "equipment[*].setTemperature"));
                default -> attributes.add("EQD." + segment.tag(), segment.toString());
            }
        }
        box.setSeals(new ArrayList<>(seals.values()));
        return box;
    }

    private static void describe(Equipment box, Segment eqd, Values values) {
        String type = eqd.text(3);
        box.setSizeType(values.text(type.isEmpty() ? eqd.text(3, 4) : type));
        box.setSupplierType(values.text(eqd.text(4)));
        box.setPackedStatus(values.optionalCode("equipment[*].packedStatus", eqd.text(6), PACKED, PackedStatus.class));
    }

    private static void weigh(Equipment box, Segment mea, Values values, Attributes attributes) throws FaultException {
        String what = Measures.what(mea);
        if (what.equals("T")) {
            box.setTareKg(Measures.mass(mea, values, "equipment[*].tareKg"));
        } else if (what.equals("VGM")) {
            box.setVgmKg(Measures.mass(mea, values, "equipment[*].vgmKg"));
        } else {
            attributes.add("EQD.MEA " + box.getId(), mea.toString());
        }
    }
}
