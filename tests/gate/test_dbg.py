from django.urls import reverse
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import forms_of
import re
def test_x(cast: Cast):
    u=reverse("away:add", args=[cast.marta]); b=sign_in(cast.amal)
    print([ (f.action, list(f.fields)) for f in forms_of(b.get(u).content.decode())])
    a=fill(b,u,whom="person",person_name="Tariq Mahmood")
    print(a.context["form"].errors, a.context["form"].data)
    u=reverse("referrals:write"); b=sign_in(cast.petra)
    a=fill(b,u,name="Q",way="x",when=["any"],service=str(cast.navigators.pk))
    print(a.status_code, a.context["form"].errors)
