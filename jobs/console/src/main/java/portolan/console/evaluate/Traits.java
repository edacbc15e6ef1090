// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;

/**
 * What a lookup can know of a consignment: its goods, who sends and who receives them.
 *
 * @param importer the consignee, else the importer of record, else the buyer; null when nobody is named
 * @param shipper the consignor, else the seller; null when nobody is named
 */
record Traits(
        List<Good> goods,
        @Nullable String importer,
        @Nullable String shipper) {
    private static final List<PartyRole> RECEIVERS =
            List.of(PartyRole.CONSIGNEE, PartyRole.IMPORTER_OF_RECORD, PartyRole.BUYER);
    private static final List<PartyRole> SENDERS = List.of(PartyRole.CONSIGNOR, PartyRole.SELLER);
    private static final int HS6 = 6;

    static final Traits UNKNOWN = new Traits(List.of(), null, null);

    Traits {
        goods = List.copyOf(goods);
    }

    /** One line of goods; what was not declared is null. */
    record Good(
            @Nullable String hs6,
            @Nullable String origin,
            @Nullable String dutyRate) {}

    static Traits of(Filing filing) {
        List<Good> goods = new ArrayList<>();
        for (Item item : filing.getGoodsItems()) {
            goods.add(new Good(hs6(item.getHs()), item.getCountryOfOrigin(), dutyRate(item)));
        }
        return new Traits(goods, named(RECEIVERS, filing.getParties()), named(SENDERS, filing.getParties()));
    }

    /** The shipper alone, of a filing that may state no goods. */
    static @Nullable String shipper(Filing filing) {
        return named(SENDERS, filing.getParties());
    }

    /** HS6 and origin of each line that has a code. */
    Set<String> hs6Origin() {
        Set<String> keys = new LinkedHashSet<>();
        for (Good good : goods) {
            if (good.hs6() != null) {
                keys.add(good.hs6() + '|' + good.origin());
            }
        }
        return keys;
    }

    /** HS6, origin and duty rate of each line that has a code and a rate. */
    Set<String> hs6OriginRate() {
        Set<String> keys = new LinkedHashSet<>();
        for (Good good : goods) {
            if (good.hs6() != null && good.dutyRate() != null) {
                keys.add(good.hs6() + '|' + good.origin() + '|' + good.dutyRate());
            }
        }
        return keys;
    }

    Set<String> importers() {
        return importer == null ? Set.of() : Set.of(importer);
    }

    Set<String> shippers() {
        return shipper == null ? Set.of() : Set.of(shipper);
    }

    private static @Nullable String hs6(@Nullable String code) {
        return code == null || code.length() < HS6 ? null : code.substring(0, HS6);
    }

    /** 8, 8.0 and 8.000000 are one rate. */
    private static @Nullable String dutyRate(Item item) {
        BigDecimal rate = item.getDuty() == null ? null : item.getDuty().getRatePercent();
        return rate == null ? null : rate.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String named(List<PartyRole> roles, List<Party> parties) {
        for (PartyRole role : roles) {
            for (Party party : parties) {
                if (party.getRole() == role) {
                    PartyKey key = PartyKey.of(asRemembered(party));
                    return key == null ? null : key.value();
                }
            }
        }
        return null;
    }

    /** The lookup knows parties exactly as the engine does, natural persons left out: the comparison is a fair one. */
    private static portolan.scoring.manifest.Party asRemembered(Party party) {
        List<PartyId> ids = party.getIds().stream()
                .map(id -> new PartyId(id.getScheme().name(), id.getValue()))
                .toList();
        String country = party.getAddress() == null ? null : party.getAddress().getCountry();
        return new portolan.scoring.manifest.Party(
                Role.CONSIGNEE,
                party.getRawName(),
                ids,
                PersonType.valueOf(party.getPersonType().name()),
                new Address(null, null, null, country, null),
                List.of(),
                party.getIsToOrder());
    }
}
