"""Say a scene: the strict words of images/scenes/*.yaml."""

from typing import Literal

from pydantic import Field

from handouts.figure.pose import Direction, Numbers, Point, Pose, Strict

Kind = Literal["tall", "wide", "inset"]
PropKind = Literal["chair", "stool", "counter", "wall", "door", "step", "mat", "bed", "pad", "pillow", "box", "post",
                   "stick", "dumbbell", "ball", "marbles", "bowl", "cloth", "strap", "paper"]  # fmt: skip


class Prop(Strict):
    kind: PropKind
    at: Point = (0.0, 0.0, 0.0)
    turn: float = 0.0
    size: Numbers | None = None  # forward, up, right
    radius: float | None = None
    role: str | None = None
    spots: tuple[Point, ...] = ()  # marbles
    along: tuple[Point, ...] = ()  # strap: the places it runs through
    width: float = 0.05
    gather: float = 0.0  # cloth: how much has been pulled in, 0..1
    ridge: float | None = None  # cloth: where the folds lie, metres forward of its near edge


class Arrow(Strict):
    """`follow` a landmark from another pose; or show a push `at` a place `toward` a direction; or a `circle`."""

    follow: str | None = None
    start: str | None = Field(default=None, alias="from")
    about: str | None = None
    at: Point | None = None
    toward: Direction | None = None
    circle: Point | None = None
    sweep: float = 290.0
    radius: float = 0.05
    facing: Direction = "forward"
    length: float = 0.12
    shift: Numbers = (0.0, 0.0, 0.0)
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()  # lines written at `at`, metres right and up
    bend: float = 0.0
    both: bool = False
    keep: bool = False  # do not look for a clear place


class View(Strict):
    around: float = 15.0
    above: float = 6.0


class Close(Strict):
    """A round close-up about a landmark; `radius` in metres, `shift` right and up in the picture."""

    of: Point
    radius: float = 0.16
    shift: tuple[float, float] = (0.0, 0.0)


class Panel(Strict):
    id: str = Field(pattern=r"^(setup|start|middle|finish)(-\d)?$")
    pose: str
    kind: Kind = "tall"
    view: View | None = None
    close: Close | None = None
    only: tuple[str, ...] = ()  # parts of the figure to draw, e.g. leg r
    hide: tuple[str, ...] = ()  # props to leave out
    highlight: tuple[str, ...] = ()
    ghost: str | None = None
    arrows: tuple[Arrow, ...] = ()
    lens: str | None = None  # ring round a landmark that a close-up shows


class Contact(Strict):
    part: str
    at: str = "floor"


class Checks(Strict):
    contacts: tuple[Contact, ...] = ()
    support: Literal["feet", "seat", "hands", "floor"] = "feet"
    holds: str | None = None  # the prop that a hand holds for balance
    free: tuple[str, ...] = ()  # checks that this scene may break, e.g. "hip flexion r"


Figure = Literal["woman", "man", "older-woman", "older-man"]


class Scene(Strict):
    id: str
    title: str
    figure: Figure = "woman"
    also: tuple[Figure, ...] = ()  # other figures for whom it is drawn too; a scene that stands on this one has its own
    feet: Literal["bare", "shoes"] = "bare"
    view: View = View()
    props: dict[str, Prop] = Field(default_factory=dict)
    poses: dict[str, Pose]
    panels: tuple[Panel, ...]
    checks: Checks = Checks()
