"""What can be talked about becomes data that managers look after; the starter set, in words of our own (R27).

The thirteen subjects there were keep their keys, and with them every row about a woman.
"""

import uuid

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import CompartmentField
from alongside.foundation.access.gate import grant
from alongside.foundation.common.keys import new_key

# Every installation gives a subject of the starter set the same key.
FAMILY = uuid.UUID("0a5f5b6e-3d0c-5f5a-8a52-9a86e4a5c7e1")
HARM = "About being hurt. Open it when you are ready to read it."
CHILDREN = "About children, and children who were taken. Open it when you are ready to read it."

# key, name, part of her record, kind questions to begin with, a warning for readers.
GOOD_TO_KNOW = [
    ("strengths", "What she is good at", C.STORY,
     ["What do people come to you for?", "What are you proud of?", "What got you through?"]),
    ("skills", "Skills and learning", C.STORY,
     ["What have you done, paid or not?", "Do you have a certificate from here or from another country?",
      "If it is from another country: has anybody here recognised it yet? Would you like help with that?",
      "How is your English for what you want to do? Would a class suit you?"]),
    ("interests", "What she enjoys", C.STORY,
     ["What do you do when nobody needs you?", "What did you like as a girl?"]),
    ("wants", "What she wants", C.STORY,
     ["What would you like to be different first?", "What should stay as it is?"]),
]  # fmt: skip
OTHERS = [
    ("people", "People and animals who matter to her", C.STORY,
     ["Who is good for you?", "Is there an animal to think of when a place is looked for?",
      "Whom would you like to hear from again?"], ""),
    ("home", "How she came to be without a home", C.STORY,
     ["Where does it begin for you?", "What came after that?",
      "There is seldom one reason. What else was there?"],
     ""),
    ("slept", "Where she has slept", C.ACCOMMODATION,
     ["Where have you been at night?", "Which of those places was the least bad, and why?",
      "Sofas, buses and waiting rooms count as well. So does walking."], ""),
    ("safety", "Safety", C.SAFETY,
     ["When do you feel safest?", "What do you do already that keeps you safe?", "What should we never do?",
      "Where does danger come from? Somebody close, family, people around you, somebody you don't know?",
      "Is any of it because of who you are: your race, your faith, whom you love, how you live?"],
     HARM),
    # Not of Safety: whoever is on duty reads that, and need not read this.
    ("sexual_violence", "Sexual violence and exploitation", C.STORY,
     ["Only what you want to say: is there something we should know?",
      "What should nobody do or say when they are with you?",
      "Has anybody wanted something from you for a bed, for food or for keeping quiet?",
      "Would you like to hear who can help, now or much later, with or without the police?"], HARM),
    ("harmful_practices", "Practices that harm", C.STORY,
     ["Is something expected of you, or of a girl you love, that frightens you?",
      "Is a wedding or a journey planned that you don't want?",
      "Was something done to your body long ago that still hurts? There are women doctors who know about it.",
      "Who may know that we spoke about this, and who must never know?"], HARM),
    ("children", "Children and pregnancy", C.CHILDREN,
     ["Are there children in your life, near or far?", "Is there something you want us to know about a baby?",
      "Is there a meeting or a paper about your children that we could prepare for together?"], CHILDREN),
    ("health", "Health", C.HEALTH,
     ["What would you like a doctor to look at?", "Is there somewhere you feel well treated?"], ""),
    ("mind", "Mental health", C.HEALTH,
     ["What are good days like?", "What helps when it gets too much?"], ""),
    ("substances", "Drink and drugs", C.HEALTH,
     ["Is there something you take to get through?", "What makes it safer for you?",
      "Do you want anything to change, or nothing just now?"], ""),
    ("disability", "Disability and adjustments", C.HEALTH,
     ["What makes a place or a meeting easier for you?", "Is there something people always get wrong?"], ""),
    ("money", "Money and work", C.MONEY,
     ["Is there money you can reach yourself?", "Has anybody kept money, work or papers from you?",
      "Are you owed something: wages, maternity pay, benefits, child maintenance?",
      "Do you look after somebody, without pay?",
      "Is there a debt that worries you, or one that is not yours?"],
     ""),
    ("justice", "Police, courts and prison", C.JUSTICE,
     ["Is there a day in court, or a day of release?", "Who do you see at probation, and how is it?",
      "Is there something in a licence or an order that is hard to keep?",
      "Who should meet you at the gate?"], ""),
    ("languages", "Her languages", C.STORY,
     ["In which language do you think?", "In which would you like to hear bad news?"], ""),
    ("culture", "Culture and faith", C.STORY,
     ["What should we know so that we don't get it wrong?",
      "Are there days or foods that matter to you?"], ""),
    ("immigration", "Immigration", C.IMMIGRATION,
     ["Only if you need us to know: is there a paper or a date that worries you?",
      "Do you have a solicitor? Would you like one?"], ""),
    ("sexuality", "Sexuality and identity", C.SEXUALITY,
     ["Is there something you would like to be called, or not called?",
      "Is there a place where you can be yourself?"], ""),
    ("sex_working", "Sex working", C.SEX_WORKING,
     ["Would you like to talk about keeping safe?",
      "Is it something you choose, something you have to do, or both?"],
     "About sex working. Open it when you are ready to read it."),
    ("harm", "The person who harms her", C.HARM,
     ["What do you call him, or her, or them?",
      "What would you like us to know so that we can keep out of the way?"],
     HARM),
]  # fmt: skip
# What stands on her own pages.
HERS = {
    "strengths": "What I am good at", "skills": "What I have learnt", "interests": "What I enjoy",
    "wants": "What I want", "people": "Who matters to me", "home": "How I came to be without a home",
    "slept": "Where I have slept", "safety": "Being safe", "sexual_violence": "Sexual harm",
    "harmful_practices": "What others wanted done to me", "children": "Children", "health": "My health",
    "mind": "How I feel", "substances": "Drink and drugs", "disability": "What makes things easier for me",
    "money": "Money and work", "justice": "Police, courts and prison", "languages": "My languages",
    "culture": "Where I belong", "immigration": "My papers", "sexuality": "Who I am",
    "sex_working": "Sex working", "harm": "Who harms me",
}  # fmt: skip


def add_subjects(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the starter set; the table holds nothing about anybody."""
    subject = apps.get_model("story", "Subject")
    every = [(*one, "", True) for one in GOOD_TO_KNOW] + [(*one, False) for one in OTHERS]
    subject.objects.bulk_create(
        subject(
            id=uuid.uuid5(FAMILY, key), key=key, name=name, her_name=HERS[key], compartment=part.value,
            prompts=prompts,
            warning=warning, good_to_know=first and key != "wants", place=10 * place,
            came_as={"name": name, "her_name": HERS[key], "prompts": prompts, "warning": warning},
        )
        for place, (key, name, part, prompts, warning, first) in enumerate(every, start=1)
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("story", "0004_once_a_part")]

    operations = [
        migrations.CreateModel(
            name="Subject",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.SlugField(max_length=24, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("her_name", models.CharField(max_length=80)),
                ("compartment", CompartmentField()),
                ("prompts", models.JSONField(blank=True, default=list)),
                ("warning", models.CharField(blank=True, max_length=160)),
                ("good_to_know", models.BooleanField(default=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("came_as", models.JSONField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={"db_table": "story_subject", "ordering": ["place", "key"]},
        ),
        *grant("story_subject", "select, insert, update"),
        migrations.RunPython(add_subjects, migrations.RunPython.noop),
    ]
