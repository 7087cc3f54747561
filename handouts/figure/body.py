"""Dress a skeleton: every group of skin, hair and clothes that makes up the figure."""

from handouts.figure.field import Group
from handouts.figure.foot import flat_sole, foot, nails
from handouts.figure.hand import hand
from handouts.figure.head import hair, head
from handouts.figure.limbs import arm, leg
from handouts.figure.shoe import shoe
from handouts.figure.skeleton import Skeleton
from handouts.figure.torso import shirt, shorts

FINE, PLAIN = 0.0022, 0.0048


def groups(body: Skeleton, *, close: bool) -> list[Group]:
    """All groups; `close` models feet and hands finely and adds nails."""
    cell = FINE if close else PLAIN
    out = [shirt(body, PLAIN), shorts(body, PLAIN), head(body, 0.0032), *hair(body, 0.0040)]
    for side in ("r", "l"):
        out.append(Group(f"arm {side}", "skin", (*arm(body, side), *hand(body, side)), FINE if close else 0.0034))
        if body.shoes:
            out.append(Group(f"leg {side}", "skin", leg(body, side), cell))
            out += shoe(body, side, FINE if close else 0.0036)
        else:
            out.append(
                Group(
                    f"leg {side}",
                    "skin",
                    (*leg(body, side), *foot(body, side)),
                    FINE if close else 0.0036,
                    flat_sole(body, side),
                )
            )
            if close:
                out.append(Group(f"nails {side}", "nail", nails(body, side), 0.0010))
    return out
