// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static portolan.workload.Play.alike;
import static portolan.workload.Play.offence;
import static portolan.workload.Play.soon;

import java.util.List;

/** Origins of goods that pay extra duty when made in China: they change on paper only, or with the journey. */
final class OriginPlays {
    private static final String[] NEIGHBOURS = {"VN", "MY", "TH", "IN", "TR", "TW"};

    /** Where none of those origins is loaded. */
    private static final String[] THIRD_PORTS = {"AEJEA", "OMSLL", "PABLB", "MAPTM"};

    private static final int TRIES = 400;

    static final List<Play> USUAL = List.of(
            offence(Scheme.FALSE_ORIGIN, Need.DUTY_HIT, 4, 8, 35, 84).by(scene -> {
                Shipper host = from(scene.host(), neighbour(scene)).toLargestCustomer();
                int number = scene.number();
                return number % 4 == 0
                        ? host.loadingAt(Atlas.get().port(THIRD_PORTS[number / 4 % THIRD_PORTS.length]))
                        : host;
            }),
            alike(LookAlike.HUB_TRADER, Need.CAST, 8, 14, 80, 160).by(OriginPlays::atHub),
            alike(LookAlike.NEW_SOURCE, Need.DUTY_HIT, 4, 8, 35, 84).by(scene -> {
                String origin = neighbour(scene);
                return from(scene.host(), origin).loadingAt(portOf(origin, scene.dice()));
            }),
            alike(LookAlike.NEW_ROUTE, Need.DUTY_HIT, 4, 8, 35, 84)
                    .by(scene -> scene.host().loadingAt(portOf(neighbour(scene), scene.dice()))),
            alike(LookAlike.ORIGIN_SLIP, Need.DUTY_HIT, 1, 2, 14, 56)
                    .filing((scene, bill, dice) -> {
                        String wrong = dice.oneOf(NEIGHBOURS);
                        bill.items.replaceAll(item -> item.from(wrong));
                    })
                    .amending(
                            soon(24),
                            (scene, bill, dice) -> bill.items.replaceAll(
                                    item -> item.from(bill.booking.line().origin()))));

    private OriginPlays() {}

    private static String neighbour(Scene scene) {
        return scene.dice().oneOf(NEIGHBOURS);
    }

    private static Shipper from(Shipper shipper, String origin) {
        return shipper.selling(
                shipper.lines().stream().map(line -> line.from(origin)).toList());
    }

    private static Port portOf(String country, Dice dice) {
        Atlas atlas = Atlas.get();
        return atlas.loadingPorts(atlas.country(country)).draw(dice);
    }

    /** Always declares another origin than that of the port. */
    private static Shipper atHub(Scene scene) {
        Atlas atlas = Atlas.get();
        Dice dice = scene.dice();
        String origin = dice.oneOf(NEIGHBOURS);
        Country china = atlas.country("CN");
        Mix<Goods> exports = atlas.goods(china);
        Goods goods = exports.draw(dice);
        for (int i = 0; i < TRIES && !Need.dutyHit(goods, "CN"); i++) {
            goods = exports.draw(dice);
        }
        Shipper.Line line = Population.line(goods, china, dice).from(origin);
        Port port = dice.chance(0.4) ? portOf("CN", dice) : atlas.port(dice.chance(0.5) ? "HKHKG" : "SGSIN");
        return scene.cast(0).selling(List.of(line)).loadingAt(port);
    }
}
