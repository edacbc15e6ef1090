// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Declarations;
import portolan.schemas.avro.Filing;

/**
 * A filing in bytes under the key of its consignment, and where declarations meet it. Public for Flink's serializer.
 *
 * @param place as {@link Declarations#place} has it
 * @param filedAt epoch milliseconds
 * @param receivedAt epoch milliseconds
 * @param sender of the message, as its gateway knows; null where it does not
 */
@SuppressWarnings("ArrayRecordComponent") // A record a filing: a list of bytes would cost more than the filing.
public record KeyedBill(
        String key,
        byte[] filing,
        String place,
        Part part,
        long filedAt,
        long receivedAt,
        @Nullable String sender) {
    static final TypeInformation<KeyedBill> TYPE = TypeInformation.of(KeyedBill.class);

    /** What it is to the declarations that name its number. */
    public enum Part {
        /** It states the whole bill. */
        STATES,
        WITHDRAWS,
        /** It is a declaration that names a bill. */
        DECLARES,
        /** Nothing: it changes a part of a bill, or is about none. */
        NONE
    }

    /** Takes it, under the key that the filing has. */
    static KeyedBill of(Filing filing, byte[] bytes, @Nullable String sender) {
        return new KeyedBill(
                filing.getConsignmentKey(),
                bytes,
                Declarations.place(filing),
                part(filing),
                filing.getFiledAt().toEpochMilli(),
                filing.getReceivedAt().toEpochMilli(),
                sender);
    }

    private static Part part(Filing filing) {
        Declarations.Bill bill = Declarations.bill(filing);
        if (bill == null) {
            return Declarations.isDeclaration(filing) ? Part.DECLARES : Part.NONE;
        }
        return bill.withdrawn() ? Part.WITHDRAWS : Part.STATES;
    }

    KeyedBill under(String otherKey, byte[] bytes) {
        return new KeyedBill(otherKey, bytes, place, part, filedAt, receivedAt, sender);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyedBill that && key.equals(that.key) && Arrays.equals(filing, that.filing);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, Arrays.hashCode(filing));
    }
}
