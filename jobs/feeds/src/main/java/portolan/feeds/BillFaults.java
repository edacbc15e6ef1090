// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;

/** Finds the reason of a bill's reject in what is wrong with its filing. */
final class BillFaults {
    private static final Pattern SELECTOR = Pattern.compile("\\[[^\\]]*]");

    private static final List<Schema> RECORDS =
            List.of(Filing.getClassSchema(), ContainerMoved.getClassSchema(), ConveyanceReported.getClassSchema());

    private BillFaults() {}

    static BillReject.Reason reason(FaultException fault) {
        String field = fault.path();
        return switch (fault.code()) {
            case MISSING_FIELD -> {
                if (field.startsWith("transportDocument") || field.equals("consignmentKey")) {
                    yield BillReject.Reason.NO_BILL_NUMBER;
                }
                if (field.equals("equipmentId") || field.equals("imo")) {
                    yield BillReject.Reason.NO_IDENTITY;
                }
                if (field.equals("at")) {
                    yield BillReject.Reason.BAD_DATE;
                }
                yield field.startsWith("goodsItems") ? BillReject.Reason.NO_GOODS : BillReject.Reason.BAD_CODE;
            }
            case WRONG_TYPE -> wrongType(field);
            case TOO_LARGE -> BillReject.Reason.TOO_LARGE;
            default -> BillReject.Reason.BAD_CODE;
        };
    }

    private static BillReject.Reason wrongType(String field) {
        Schema type = type(field);
        if (type == null) {
            return BillReject.Reason.BAD_CODE;
        }
        if (FieldValue.isTimestamp(type) || type.getLogicalType() instanceof LogicalTypes.Date) {
            return BillReject.Reason.BAD_DATE;
        }
        return switch (type.getType()) {
            case INT, LONG, DOUBLE, BYTES -> BillReject.Reason.BAD_NUMBER;
            default -> BillReject.Reason.BAD_CODE;
        };
    }

    private static @Nullable Schema type(String path) {
        String[] names = SELECTOR.matcher(path).replaceAll("").split("\\.", -1);
        Schema type = RECORDS.stream()
                .filter(record -> record.getField(names[0]) != null)
                .findFirst()
                .orElse(Filing.getClassSchema());
        for (String name : names) {
            Schema.Field field = type.getType() == Schema.Type.RECORD ? type.getField(name) : null;
            if (field == null) {
                return null;
            }
            type = FieldValue.nonNull(field.schema());
            if (type.getType() == Schema.Type.ARRAY) {
                type = FieldValue.nonNull(type.getElementType());
            }
        }
        return type;
    }
}
