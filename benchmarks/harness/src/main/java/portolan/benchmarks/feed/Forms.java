// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/**
 * Templates of the second feed, each in the forms that a bill takes: as it is filed, as it is amended, and some of them
 * as the house and the master of a box of groupage.
 */
record Forms(List<Template> all, List<Template> amendments, List<Template> houses, List<Template> masters) {
    /** Groupage travels on as many voyages as this. */
    private static final int GROUPAGES = 256;

    /** Of a hundred bills so many have at most one item, two items, and so on. */
    private static final int[] PERCENT_UP_TO = {50, 70, 85, 95, 100};

    private static final BigDecimal AMENDED_MASS = new BigDecimal("1.03");

    Forms {
        all = List.copyOf(all);
        amendments = List.copyOf(amendments);
        houses = List.copyOf(houses);
        masters = List.copyOf(masters);
    }

    static Forms of(int count, long seed, LocalDate today) {
        List<Filing> drawn = Templates.filings(count, seed, today);
        SplittableRandom random = new SplittableRandom(seed);
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        List<Template> all = new ArrayList<>(count);
        List<Template> amendments = new ArrayList<>(count);
        List<Template> houses = new ArrayList<>(GROUPAGES);
        List<Template> masters = new ArrayList<>(GROUPAGES);
        for (int i = 0; i < count; i++) {
            Filing filed = filed(drawn, i, items(random));
            all.add(Templates.template(filed, wire));
            amendments.add(Templates.template(changed(filed, Forms::amend), wire));
            if (i % (count / GROUPAGES) == 0) {
                houses.add(Templates.template(changed(filed, Forms::house), wire));
                masters.add(Templates.template(changed(filed, filing -> master(filing, today)), wire));
            }
        }
        return new Forms(all, amendments, houses, masters);
    }

    Template filed(int form) {
        return all.get(form);
    }

    Template amended(int form) {
        return amendments.get(form);
    }

    Template house(int groupage) {
        return houses.get(groupage);
    }

    Template master(int groupage) {
        return masters.get(groupage);
    }

    int groupages() {
        return houses.size();
    }

    private static int items(SplittableRandom random) {
        int percent = random.nextInt(100);
        int items = 0;
        while (PERCENT_UP_TO[items] <= percent) {
            items++;
        }
        return items + 1;
    }

    /** A straight bill with as many items, those after the first of its neighbours, which are of the same origin. */
    private static Filing filed(List<Filing> drawn, int number, int items) {
        return changed(drawn.get(number), filing -> {
            filing.setBillLevel(BillLevel.STRAIGHT);
            filing.setMasterDocument(null);
            // The year is compressed: a day of today would lie after the filing.
            filing.getTransportDocument().setIssueDate(null);
            List<Item> goods = new ArrayList<>(filing.getGoodsItems());
            for (int i = 1; i < items; i++) {
                Item other = Item.newBuilder(drawn.get((number + i) % drawn.size())
                                .getGoodsItems()
                                .get(0))
                        .setSeq(i + 1)
                        .build();
                goods.add(other);
            }
            filing.setGoodsItems(goods);
            total(filing);
            contacts(filing, Habits.home(number));
        });
    }

    private static void amend(Filing filing) {
        filing.setEventKind(EventKind.REPLACE);
        filing.setFilingVersion(2);
        for (Item item : filing.getGoodsItems()) {
            BigDecimal mass = item.getGrossMassKg();
            if (mass != null) {
                BigDecimal more = mass.multiply(AMENDED_MASS).setScale(mass.scale(), RoundingMode.HALF_UP);
                item.setGrossMassKg(more);
                item.getContainerRefs().forEach((ContainerRef ref) -> ref.setMassKg(more));
            }
        }
        total(filing);
    }

    private static void house(Filing filing) {
        filing.setBillLevel(BillLevel.HOUSE);
        filing.setMasterDocument(new MasterDocument(Mark.MASTER.text(), Templates.ISSUER));
    }

    private static void master(Filing filing, LocalDate today) {
        filing.setBillLevel(BillLevel.MASTER);
        TransportDocument document = filing.getTransportDocument();
        document.setNumber(Mark.MASTER.text());
        filing.setConsignmentKey(Templates.ISSUER + ':' + Mark.MASTER.text() + ':' + today.getYear());
    }

    private static void total(Filing filing) {
        BigDecimal mass = BigDecimal.ZERO.setScale(6);
        long packages = 0;
        for (Item item : filing.getGoodsItems()) {
            mass = item.getGrossMassKg() == null ? mass : mass.add(item.getGrossMassKg());
            packages += item.getPackages().stream()
                    .mapToLong(packed -> packed.getCount() == null ? 0 : packed.getCount())
                    .sum();
        }
        filing.setTotals(new Totals(
                packages,
                mass,
                filing.getGoodsItems().size(),
                filing.getEquipment().size()));
    }

    /** Half of the shippers state no telephone, half no mail, and so do those they send to. */
    private static void contacts(Filing filing, int home) {
        contacts(Templates.party(filing, PartyRole.CONSIGNOR), Mark.SHIPPER_CONTACT, home);
        contacts(Templates.party(filing, PartyRole.CONSIGNEE), Mark.CONSIGNEE_CONTACT, home);
        contacts(Templates.party(filing, PartyRole.NOTIFY), Mark.CONSIGNEE_CONTACT, home);
    }

    private static void contacts(@Nullable Party party, Mark number, int home) {
        if (party == null) {
            return;
        }
        List<Contact> contacts = new ArrayList<>(2);
        if ((home & 1) != 0) {
            contacts.add(new Contact("TE", "+" + number.text()));
        }
        if ((home & 2) != 0) {
            contacts.add(new Contact("EM", number.text() + "@trade.example"));
        }
        party.setContacts(contacts);
    }

    private static Filing changed(Filing filing, Consumer<Filing> change) {
        Filing copy = Filing.newBuilder(filing).build();
        change.accept(copy);
        return copy;
    }
}
